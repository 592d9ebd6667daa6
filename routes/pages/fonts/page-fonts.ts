import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** A file with the letters of one script, and what a stylesheet says of it. */
export interface PageFont {
  name: string;
  content: Buffer;
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
      const named = rule.replace(/font-family: [^;]*/, `font-family: '${family}'`);
      return [
        {
          name: file!.slice('files/'.length),
          content: readFileSync(join(dirname(path), file!)),
          ruleFor: (address: string) => named.replace(source, `url('${address}')`),
        },
      ];
    });
  });
}

/** The rules with the fonts inside, for a page that can load nothing. It is not shown before its letters are there. */
export function fontsInside(fonts: readonly PageFont[]): string {
  const rules = fonts.map(({ content, ruleFor }) => ruleFor(`data:font/woff2;base64,${content.toString('base64')}`));
  return rules.join('\n').replaceAll('font-display: swap', 'font-display: block');
}
