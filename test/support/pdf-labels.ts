import { inflateSync } from 'node:zlib';

/**
 * The numbers of list items in a PDF that Chromium printed, each as it is drawn. Glyphs that are cut off are not drawn.
 * It reads no more of the format than Chromium writes.
 */
export function pdfLabels(pdf: Buffer): string[] {
  const { pages, textOf } = readPdf(pdf);
  return pages.flatMap((page) =>
    [...page.matchAll(/\/Lbl <<[^>]*>>BDC\n((?:BT\n[\s\S]*?\nET\n)+)/g)].map(([, drawn]) => textOf(drawn!)),
  );
}

/** All text that is drawn on the pages of a PDF that Chromium printed. */
export function pdfText(pdf: Buffer): string {
  const { pages, textOf } = readPdf(pdf);
  return pages.map(textOf).join('\n');
}

function readPdf(pdf: Buffer): { pages: string[]; textOf(drawn: string): string } {
  const objects = new Map<string, string>();
  for (const [, id, body] of pdf.toString('latin1').matchAll(/(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) {
    objects.set(id!, body!);
  }
  const stream = (id: string): string => {
    const [, content = ''] = /stream\n([\s\S]*?)\nendstream/.exec(objects.get(id) ?? '') ?? [];
    return inflateSync(Buffer.from(content, 'latin1')).toString('latin1');
  };
  const fonts = new Map<string, Map<string, string>>();
  for (const body of objects.values()) {
    for (const [, name, id] of body.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const [, unicode] = /\/ToUnicode (\d+) 0 R/.exec(objects.get(id!) ?? '') ?? [];
      if (unicode !== undefined && !fonts.has(name!)) fonts.set(name!, charactersOf(stream(unicode)));
    }
  }
  const textOfOne = (drawn: string): string => {
    const font = fonts.get(/\/(F\d+) /.exec(drawn)?.[1] ?? '');
    const glyphs = [...drawn.matchAll(/<([0-9A-F]+)> Tj/g)].flatMap(([, hex]) => hex!.match(/.{4}/g) ?? []);
    return glyphs.map((glyph) => font?.get(glyph) ?? '\ufffd').join('');
  };
  return {
    pages: [...objects.values()].flatMap((body) => /\/Contents (\d+) 0 R/.exec(body)?.[1] ?? []).map(stream),
    textOf: (drawn) => [...drawn.matchAll(/BT\n[\s\S]*?\nET/g)].map(([text]) => textOfOne(text)).join(''),
  };
}

/** The characters of a font's glyphs. */
function charactersOf(map: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const [, from, to, first] of rows(map, 'bfrange', /<(\w{4})> <(\w{4})> <(\w{4})>/g)) {
    const [start, end, code] = [from, to, first].map((hex) => parseInt(hex!, 16)) as [number, number, number];
    for (let glyph = start; glyph <= end; glyph += 1)
      found.set(hexOf(glyph), String.fromCharCode(code + glyph - start));
  }
  for (const [, glyph, code] of rows(map, 'bfchar', /<(\w{4})> <(\w{4})>/g)) {
    found.set(glyph!, String.fromCharCode(parseInt(code!, 16)));
  }
  return found;
}

function rows(map: string, kind: string, row: RegExp): RegExpExecArray[] {
  const blocks = [...map.matchAll(new RegExp(`begin${kind}\\n([\\s\\S]*?)end${kind}`, 'g'))];
  return blocks.flatMap(([, block]) => [...block!.matchAll(row)]);
}

const hexOf = (glyph: number): string => glyph.toString(16).toUpperCase().padStart(4, '0');
