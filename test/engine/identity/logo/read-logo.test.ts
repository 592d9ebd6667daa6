import assert from 'node:assert/strict';
import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { MAX_LOGO_BYTES } from '../../../../engine/identity/logo/logo.js';
import { readLogo } from '../../../../engine/identity/logo/read-logo.js';
import { makePng, pngChunk } from '../../../support/make-png.js';

const HIDDEN = '<script>alert(1)</script>';
const svg = (inside: string, root = 'viewBox="0 0 10 5"') =>
  Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" ${root}>${inside}</svg>`);
const SHAPE = '<path fill="#0b5cad" d="M0 0h10v5z"/>';

/** A lossless WebP of 2 × 3 pixels, with more chunks around the picture. */
function webp({ before = [], after = [] }: { before?: Buffer[]; after?: Buffer[] } = {}): Buffer {
  const bits = Buffer.alloc(4);
  bits.writeUInt32LE(1 | (2 << 14));
  const picture = webpChunk('VP8L', Buffer.concat([Buffer.from([0x2f]), bits, Buffer.alloc(5)]));
  const body = Buffer.concat([...before, picture, ...after]);
  const head = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1');
  head.writeUInt32LE(body.length + 4, 4);
  return Buffer.concat([head, body]);
}
function webpChunk(name: string, data: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.write(name, 0, 'latin1');
  head.writeUInt32LE(data.length, 4);
  return Buffer.concat([head, data, Buffer.alloc(data.length % 2)]);
}
const canvas = (flags: number) => webpChunk('VP8X', Buffer.from([flags, 0, 0, 0, 1, 0, 0, 2, 0, 0]));

function accepted(bytes: Buffer) {
  const read = readLogo(bytes);
  assert.ok('content' in read, JSON.stringify(read));
  return read;
}

describe('a logo', () => {
  const whole: { name: string; bytes: Buffer; type: string; size: [number, number] }[] = [
    { name: 'a PNG', bytes: makePng(), type: 'image/png', size: [8, 4] },
    { name: 'a WebP', bytes: webp(), type: 'image/webp', size: [2, 3] },
    { name: 'an SVG', bytes: svg(SHAPE), type: 'image/svg+xml', size: [10, 5] },
    {
      name: 'an SVG with a size and no viewBox',
      bytes: svg(SHAPE, 'width="12px" height="6"'),
      type: 'image/svg+xml',
      size: [12, 6],
    },
  ];
  for (const { name, bytes, type, size } of whole) {
    it(`may be ${name}, and stays what it is when it is read again`, () => {
      const read = accepted(bytes);
      assert.deepEqual([read.type, read.width, read.height], [type, ...size]);
      assert.deepEqual(accepted(read.content), read);
    });
  }

  const hiding: { name: string; bytes: Buffer }[] = [
    { name: 'a PNG with a text', bytes: makePng({ more: [pngChunk('tEXt', Buffer.from(`Comment\0${HIDDEN}`))] }) },
    { name: 'a PNG before a page', bytes: Buffer.concat([makePng(), Buffer.from(HIDDEN)]) },
    {
      name: 'a WebP with metadata',
      bytes: webp({ before: [canvas(0x0c)], after: [webpChunk('XMP ', Buffer.from(HIDDEN))] }),
    },
    { name: 'a WebP before a page', bytes: Buffer.concat([webp(), Buffer.from(HIDDEN)]) },
    { name: 'an SVG with a comment', bytes: svg(`<!-- ${HIDDEN} -->${SHAPE}`) },
    { name: 'an SVG with metadata', bytes: svg(`<metadata>${HIDDEN}</metadata>${SHAPE}`) },
    {
      name: "an SVG with an editor's marks",
      bytes: svg(`<x:a xmlns:x="urn:x"><script>alert(1)</script></x:a>${SHAPE}`),
    },
    { name: 'an SVG with text between', bytes: svg(`alert(1)${SHAPE}`) },
  ];
  for (const { name, bytes } of hiding) {
    it(`keeps nothing else of ${name}`, () => {
      const { content } = accepted(bytes);
      assert.doesNotMatch(content.toString('latin1'), /script|alert|XMP|tEXt/);
    });
  }

  it('of WebP says of itself only that it is transparent', () => {
    assert.equal(accepted(webp({ before: [canvas(0x3c)] })).content[20], 0x10);
  });

  const refused: { name: string; bytes: Buffer; says: RegExp }[] = [
    { name: 'too long', bytes: Buffer.alloc(MAX_LOGO_BYTES + 1, '<'), says: /at most 102400 bytes, and has 102401/ },
    { name: 'a page', bytes: Buffer.from(`<html>${HIDDEN}</html>`), says: /<html>/ },
    { name: 'a GIF', bytes: Buffer.from('GIF89a'), says: /PNG, a WebP or an SVG/ },
    { name: 'nothing', bytes: Buffer.alloc(0), says: /PNG, a WebP or an SVG/ },
    { name: 'a PNG cut off', bytes: makePng().subarray(0, -8), says: /no whole PNG/ },
    { name: 'a PNG that claims to be huge', bytes: makePng({ width: 50_000 }), says: /1 to 2000 pixels/ },
    {
      name: 'a PNG with more data than pixels',
      bytes: makePng({ drawn: deflateSync(Buffer.alloc(1e6)) }),
      says: /other picture data/,
    },
    {
      name: 'a PNG with something after its data',
      bytes: makePng({ drawn: Buffer.concat([deflateSync(Buffer.alloc(100)), Buffer.from(HIDDEN)]) }),
      says: /other picture data/,
    },
    { name: 'an interlaced PNG', bytes: makePng({ interlaced: true }), says: /interlac/ },
    {
      name: 'an animated WebP',
      bytes: webp({ before: [canvas(2), webpChunk('ANIM', Buffer.alloc(6))] }),
      says: /animated/,
    },
    {
      name: 'a WebP with another canvas',
      bytes: webp({ before: [webpChunk('VP8X', Buffer.from([0, 0, 0, 0, 9, 9, 9, 9, 9, 9]))] }),
      says: /no whole WebP/,
    },
    { name: 'a WebP cut off', bytes: webp().subarray(0, -2), says: /no whole WebP/ },
    { name: 'an SVG with a script', bytes: svg(HIDDEN), says: /<script>/ },
    { name: 'an SVG with a handler', bytes: svg('<path onload="alert(1)" d="M0 0"/>'), says: /onload/ },
    { name: 'an SVG with a foreign page', bytes: svg('<foreignObject/>'), says: /<foreignObject>/ },
    { name: 'an SVG with a picture', bytes: svg('<image href="https://a.example.com/x.png"/>'), says: /<image>/ },
    { name: 'an SVG with a link', bytes: svg('<a href="https://a.example.com/"><path d="M0 0"/></a>'), says: /<a>/ },
    { name: 'an SVG that repeats itself', bytes: svg('<use href="#a"/>'), says: /<use>/ },
    { name: 'an SVG that moves', bytes: svg('<animate attributeName="x"/>'), says: /<animate>/ },
    {
      name: 'an SVG with styles',
      bytes: svg('<style>@import "https://a.example.com/x.css"</style>'),
      says: /presentation attributes/,
    },
    { name: 'an SVG with a text', bytes: svg('<text>Acme</text>'), says: /paths/ },
    {
      name: 'an SVG that fills from elsewhere',
      bytes: svg('<path fill="url(https://a.example.com/x#y)"/>'),
      says: /fill=/,
    },
    {
      name: 'an SVG whose style fills from elsewhere',
      bytes: svg('<path style="fill:url(//a.example.com/x)"/>'),
      says: /style=/,
    },
    {
      name: 'a gradient from elsewhere',
      bytes: svg('<linearGradient xlink:href="https://a.example.com/x#y"/>'),
      says: /xlink:href/,
    },
    {
      name: 'a clip of a clip',
      bytes: svg('<clipPath id="a"><path clip-path="url(#a)" d="M0 0"/></clipPath>'),
      says: /clip/,
    },
    {
      name: 'an SVG with an entity',
      bytes: Buffer.from('<!DOCTYPE svg [<!ENTITY a "b">]><svg viewBox="0 0 1 1"/>'),
      says: /can be read/,
    },
    {
      name: 'an SVG with an instruction',
      bytes: Buffer.from('<?xml-stylesheet href="x.css"?><svg viewBox="0 0 1 1"/>'),
      says: /can be read/,
    },
    { name: 'an SVG with CDATA', bytes: svg('<![CDATA[<script>]]>'), says: /can be read/ },
    { name: 'an SVG in an SVG', bytes: svg('<svg viewBox="0 0 1 1"/>'), says: /one <svg>/ },
    { name: 'two SVGs', bytes: Buffer.concat([svg(SHAPE), svg(SHAPE)]), says: /one <svg>/ },
    { name: 'an SVG without a size', bytes: svg(SHAPE, ''), says: /viewBox/ },
    { name: 'an SVG that does not end', bytes: Buffer.from('<svg viewBox="0 0 1 1">'), says: /no whole SVG/ },
    {
      name: 'an SVG in another encoding',
      bytes: Buffer.from('<svg viewBox="0 0 1 1"><title>\xe9</title></svg>', 'latin1'),
      says: /UTF-8/,
    },
  ];
  for (const { name, bytes, says } of refused) {
    it(`is refused: ${name}`, () => {
      const read = readLogo(bytes);
      assert.ok('detail' in read);
      assert.match(read.detail, says);
    });
  }

  it('keeps colours, gradients and clips of an SVG, from styles too', () => {
    const { content } = accepted(
      svg(
        `<defs><linearGradient id="g" xlink:href="#h"><stop offset="0" style="stop-color:#fff;-x-y:'z'"/></linearGradient>
        <clipPath id="c"><rect width="1" height="1"/></clipPath></defs><g clip-path="url(#c)"><path fill='url(#g)' d="M0,0 1,1"/></g>`,
      ),
    );
    const text = content.toString();
    for (const part of ['href="#h"', 'stop-color="#fff"', 'clip-path="url(#c)"', 'fill="url(#g)"', 'd="M0,0 1,1"']) {
      assert.ok(text.includes(part), text);
    }
  });

  it('is an SVG without anything that runs or loads, whatever was put together', () => {
    const piece = fc.constantFrom(
      ...[
        '<',
        '</',
        '>',
        '/>',
        'svg',
        'script',
        'path',
        ' viewBox="0 0 1 1"',
        ' onload="x"',
        ' href="x"',
        ' d="M0 0"',
        '<!--',
        '-->',
        '&#60;',
        '"',
        "'",
        'x:y',
        '<svg viewBox="0 0 1 1">',
        '</svg>',
      ],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        const read = readLogo(svg(pieces.join('')));
        if ('content' in read) assert.doesNotMatch(read.content.toString(), /script|onload|href|<!|&/);
      }),
    );
  });
});
