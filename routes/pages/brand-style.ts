import { type BrandColours, brandColours } from '../../engine/identity/brand-colour.js';

/**
 * Writes the stylesheet that puts an account's colour, `#rrggbb`, in the place of the program's. It comes after the
 * page's own stylesheets. A page for paper leaves the dark part out.
 */
export function brandStyle(colour: string, { dark }: { dark: boolean }): string {
  const colours = brandColours(colour);
  const light = `:root{${properties(colours.light)}}`;
  return dark ? `${light}@media (prefers-color-scheme:dark){:root{${properties(colours.dark)}}}` : light;
}

const properties = (colours: BrandColours): string =>
  Object.entries(colours)
    .map(([name, value]) => `--${name}:${value};`)
    .join('');
