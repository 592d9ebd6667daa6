import { COLOURS } from '../design/design-tokens.js';

type Rgb = readonly [number, number, number];

/** The least contrast of text (WCAG 2.2, 1.4.3). */
const ENOUGH = 4.5;
const WHITE: Rgb = [255, 255, 255];
const BLACK: Rgb = [0, 0, 0];
// The places of the two grounds in `COLOURS`.
const LIGHT = 0;
const DARK = 1;

/** What a brand colour makes of the colours of a page, in the names of the design tokens. */
export type BrandColours = Record<'accent' | 'accent-strong' | 'on-accent' | 'chosen', string>;

/**
 * Says why a colour cannot be that of links and buttons: on the light ground of pages its contrast must be 4.5:1. Names
 * the nearest colour that has it.
 */
export function checkBrandColour(colour: string): string | undefined {
  const reached = contrast(colour, COLOURS.ground[LIGHT]);
  if (reached >= ENOUGH) return undefined;
  // Cut, because 4.49 must not become 4.5.
  const shown = (Math.floor(reached * 10) / 10).toFixed(1);
  return `has a contrast of ${shown}:1 on the light ground of pages and needs 4.5:1; the nearest that passes is ${nearest(colour)}`;
}

/** The colours of a page with this brand colour, on light ground and on dark ground. */
export function brandColours(colour: string): { light: BrandColours; dark: BrandColours } {
  const dark = toward(colour, WHITE, (one) => contrast(one, COLOURS.raised[DARK]) >= ENOUGH);
  return { light: coloursOf(colour, LIGHT), dark: coloursOf(dark, DARK) };
}

/** White, or a near black where white cannot be read on the colour. */
function textOn(colour: string): string {
  return contrast(colour, hex(WHITE)) >= ENOUGH ? hex(WHITE) : '#0c1a27';
}

function coloursOf(accent: string, ground: typeof LIGHT | typeof DARK): BrandColours {
  return {
    accent,
    'accent-strong': mix(accent, ground === LIGHT ? BLACK : WHITE, 0.25),
    'on-accent': textOn(accent),
    chosen: mix(COLOURS.surface[ground], rgb(accent), ground === LIGHT ? 0.1 : 0.2),
  };
}

const nearest = (colour: string): string =>
  toward(colour, BLACK, (one) => contrast(one, COLOURS.ground[LIGHT]) >= ENOUGH);

/** The colour with as little of the other one as passes. */
function toward(colour: string, other: Rgb, passes: (colour: string) => boolean): string {
  for (let percent = 0; percent < 100; percent++) {
    const mixed = mix(colour, other, percent / 100);
    if (passes(mixed)) return mixed;
  }
  return hex(other);
}

function mix(colour: string, other: Rgb, part: number): string {
  const own = rgb(colour);
  return hex(own.map((value, index) => Math.round(value * (1 - part) + other[index]! * part)) as unknown as Rgb);
}

/** The contrast of two colours (WCAG 2.2), from 1 to 21. */
function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(rgb(one)), luminance(rgb(other))].sort((a, b) => a - b);
  return (light! + 0.05) / (dark! + 0.05);
}

function luminance(colour: Rgb): number {
  const [r, g, b] = colour.map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}

const rgb = (colour: string): Rgb =>
  [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16)) as unknown as Rgb;

const hex = (colour: Rgb): string => `#${colour.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
