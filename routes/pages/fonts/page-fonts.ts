import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** A file with the letters of one script, and what a stylesheet says of it. */
export interface PageFont {
  name: string;
  content: Buffer;
  /** Whether the text has letters that are in the file. */
  has(text: string): boolean;
  /** The rule that makes a browser take the letters from this address. */
  ruleFor(address: string): string;
}

/** The families of the pages and of the printed report. Of the Arabic one only the Arabic letters are needed. */
const FAMILIES = [
  { family: 'Noto Sans', stylesheet: '@fontsource-variable/noto-sans/index.css', files: /-wght-normal/ },
  { family: 'Noto Sans Arabic', stylesheet: '@fontsource-variable/noto-sans-arabic/index.css', files: /arabic-arabic/ },
];

/**
 * Reads the fonts that come with the program, so that pages and PDFs look the same everywhere and nobody else is asked
 * for a font. A browser loads only the files whose letters are on a page.
 */
export function pageFonts(): PageFont[] {
  return FAMILIES.flatMap(({ family, stylesheet, files }) => {
    const path = createRequire(import.meta.url).resolve(stylesheet);
    const rules = readFileSync(path, 'utf8').match(/@font-face \{[^}]*\}/g) ?? [];
    return rules.flatMap((rule) => {
      const [source, file] = /url\(\.\/(files\/[^)]+)\)/.exec(rule)!;
      if (!files.test(file!)) return [];
      const letters = lettersOf(rule);
      const named = rule.replace(/font-family: [^;]*/, `font-family: '${family}'`);
      return [
        {
          name: file!.slice('files/'.length),
          content: readFileSync(join(dirname(path), file!)),
          has: (text: string) => letters.test(text),
          ruleFor: (address: string) => named.replace(source, `url('${address}')`),
        },
      ];
    });
  });
}

/** The letters of `unicode-range: U+0-FF,U+2000-206F,U+20AC`. */
function lettersOf(rule: string): RegExp {
  const [, ranges] = /unicode-range: ([^;]*)/.exec(rule)!;
  const parts = ranges!.matchAll(/U\+([0-9A-F]+)(?:-([0-9A-F]+))?/gi);
  return new RegExp(`[${[...parts].map(([, from, to = from]) => `\\u{${from}}-\\u{${to}}`).join('')}]`, 'u');
}

/**
 * The rules with the fonts inside that the text of a page needs, for a page that can load nothing. All of them would
 * make a print slower by a fifth. The page is not shown before its letters are there.
 */
export function fontsInside(fonts: readonly PageFont[], text: string): string {
  const needed = fonts.filter((font) => font.has(text));
  const rules = needed.map(({ content, ruleFor }) => ruleFor(`data:font/woff2;base64,${content.toString('base64')}`));
  return rules.join('\n').replaceAll('font-display: swap', 'font-display: block');
}
