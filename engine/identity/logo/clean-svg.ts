import { type Logo, type RefusedLogo } from './logo.js';
import { readTags, type SvgTag } from './svg-tags.js';

// What a logo is drawn with. Nothing in it loads, links, runs, repeats itself or moves.
const SHAPES = ['path', 'rect', 'circle', 'ellipse', 'line', 'polyline', 'polygon'];
const DRAWN = new Set([
  ...['svg', 'g', 'defs', ...SHAPES],
  ...['linearGradient', 'radialGradient', 'stop', 'clipPath'],
]);
/** Said to machines or to readers, and left out with all that is in it. */
const UNSEEN = new Set(['title', 'desc', 'metadata']);
const ATTRIBUTES = new Set(
  `id transform d points x y x1 y1 x2 y2 cx cy r rx ry fx fy fr width height viewBox offset gradientUnits gradientTransform
  spreadMethod clipPathUnits preserveAspectRatio fill fill-opacity fill-rule stroke stroke-width stroke-linecap
  stroke-linejoin stroke-miterlimit stroke-opacity stroke-dasharray stroke-dashoffset opacity clip-path clip-rule
  stop-color stop-opacity color display visibility`.split(/\s+/),
);
const VALUE = /^[-\w\s#.,()%+]*$/;
const REFERENCE = /^url\(#[\w.-]+\)$/;
const MAX_SIDE = 100_000;

/**
 * Writes an SVG anew with only shapes, colours, gradients and clips. What has no effect on the drawing is left out:
 * comments, metadata, an editor's own marks. Refused with its name: everything else, such as scripts, styles, texts,
 * pictures and references to other files.
 */
export function cleanSvg(text: string): Logo | RefusedLogo {
  const tags = readTags(text);
  if ('detail' in tags) return tags;
  const written: string[] = [];
  // Each open element, and whether it is written.
  const open: { name: string; isWritten: boolean }[] = [];
  let size: [number, number] | undefined;
  for (const tag of tags.tags) {
    if (tag.kind === 'end') {
      const last = open.pop();
      if (last?.name !== tag.name) return { detail: `is no whole SVG: </${tag.name}> ends nothing` };
      if (last.isWritten) written.push(`</${tag.name}>`);
      continue;
    }
    const isHidden = open.some(({ isWritten }) => !isWritten) || UNSEEN.has(tag.name) || isForeign(tag.name);
    if (!isHidden) {
      if (!DRAWN.has(tag.name)) return { detail: `must not have the element <${tag.name}>${hintFor(tag.name)}` };
      if ((open.length === 0) !== (tag.name === 'svg')) return { detail: 'must have one <svg> around everything' };
      const clean = attributesOf(
        tag,
        open.some(({ name }) => name === 'clipPath'),
      );
      if ('detail' in clean) return clean;
      if (open.length === 0) {
        if (written.length > 0) return { detail: 'must have one <svg> around everything' };
        size = sizeOf(tag);
        if (!size) return { detail: 'must have a viewBox, or a width and height' };
        // Without a size of its own a picture is nowhere as wide as it is drawn.
        clean.values.set('width', String(size[0])).set('height', String(size[1]));
        clean.values.set('viewBox', tag.attributes.get('viewBox') ?? `0 0 ${size.join(' ')}`);
      }
      const root = open.length === 0 ? ' xmlns="http://www.w3.org/2000/svg"' : '';
      const values = [...clean.values].map(([name, value]) => ` ${name}="${value}"`).join('');
      written.push(`<${tag.name}${root}${values}${tag.kind === 'empty' ? '/' : ''}>`);
    }
    if (tag.kind === 'start') open.push({ name: tag.name, isWritten: !isHidden });
  }
  if (!size || open.length > 0) return { detail: 'is no whole SVG' };
  return { type: 'image/svg+xml', content: Buffer.from(written.join('')), width: size[0], height: size[1] };
}

function attributesOf(
  { name: element, attributes }: SvgTag,
  inClip: boolean,
): { values: Map<string, string> } | RefusedLogo {
  const values = new Map<string, string>();
  for (const [name, value] of attributes) {
    const refused = { detail: `must not have ${name}="${value.slice(0, 40)}" on <${element}>` };
    if (name === 'xlink:href' || name === 'href') {
      // A gradient may continue another one of the same file.
      if (!element.endsWith('Gradient') || !/^#[\w.-]+$/.test(value)) return refused;
      values.set('href', value);
    } else if (name === 'style') {
      for (const declaration of value.split(';')) {
        const [property = '', ...rest] = declaration.split(':');
        const set = rest.join(':').trim();
        if (!ATTRIBUTES.has(property.trim())) continue;
        if (!isValue(set)) return refused;
        values.set(property.trim(), set);
      }
    } else if (name.startsWith('on')) return refused;
    else if (ATTRIBUTES.has(name)) {
      if (!isValue(value)) return refused;
      if (!values.has(name)) values.set(name, value);
    }
  }
  // Clips of clips multiply.
  if (inClip && values.has('clip-path')) return { detail: 'must not clip what clips' };
  return { values };
}

const isValue = (value: string): boolean => REFERENCE.test(value) || (VALUE.test(value) && !/url/i.test(value));

/** Names with a prefix are an editor's. */
const isForeign = (name: string): boolean => name.includes(':');

function hintFor(name: string): string {
  if (name === 'style') return ': save it with presentation attributes';
  return name === 'text' ? ': turn texts into paths' : '';
}

function sizeOf({ attributes }: SvgTag): [number, number] | undefined {
  const box = attributes
    .get('viewBox')
    ?.trim()
    .split(/[\s,]+/)
    .map(Number);
  const own = ['width', 'height'].map((name) => Number(/^([\d.]+)(px|pt|mm)?$/.exec(attributes.get(name) ?? '')?.[1]));
  const sides = box ? (box.length === 4 ? box.slice(2) : []) : own;
  if (sides.length !== 2 || !sides.every((side) => side > 0 && side <= MAX_SIDE)) return undefined;
  return sides as [number, number];
}
