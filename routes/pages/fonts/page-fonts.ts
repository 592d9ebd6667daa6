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

// There is a file for each weight. Chromium draws the letters of a variable font into a PDF one by one, instead of
// putting the font into it, and a long report takes several times as long.
const STYLESHEETS = ['400.css', '600.css'];

/** The families of the pages and of the printed report. Of the Arabic one only the Arabic letters are needed. */
const FAMILIES = [
  { folder: '@fontsource/noto-sans', files: /./ },
  { folder: '@fontsource/noto-sans-arabic', files: /arabic-arabic/ },
];

/**
 * Reads the fonts that come with the program, so that pages and PDFs look the same everywhere and nobody else is asked
 * for a font. A browser loads only the files whose letters are on a page.
 */
export function pageFonts(): PageFont[] {
  return FAMILIES.flatMap(({ folder, files }) =>
    STYLESHEETS.flatMap((stylesheet) =>
      fontsOf(createRequire(import.meta.url).resolve(`${folder}/${stylesheet}`)),
    ).filter(({ name }) => files.test(name)),
  );
}

function fontsOf(stylesheet: string): PageFont[] {
  const rules = readFileSync(stylesheet, 'utf8').match(/@font-face \{[^}]*\}/g) ?? [];
  return rules.map((rule) => {
    const [, name] = /url\(\.\/files\/([^)]+\.woff2)\)/.exec(rule)!;
    const letters = lettersOf(rule);
    return {
      name: name!,
      content: readFileSync(join(dirname(stylesheet), 'files', name!)),
      has: (text) => letters.test(text),
      ruleFor: (address) => rule.replace(/src: [^;]*/, `src: url('${address}') format('woff2')`),
    };
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
