/** A colour on light ground and on dark ground. */
type ColourPair = readonly [light: string, dark: string];

/**
 * The colours of every page, report and mail, by their use. Text in `text`, `quiet`, `accent`, `good`, `caution` and
 * `fault` has a contrast of 4.5:1 on every ground below, and `control`, the border of what can be pressed or filled in,
 * one of 3:1 (WCAG 2.2, 1.4.3 and 1.4.11).
 */
export const COLOURS = {
  /** Behind everything. */
  ground: ['#f3f5f8', '#11171d'],
  /** Cards, tables, dialogs. */
  surface: ['#ffffff', '#1a222a'],
  /** The head of a table, a row under the pointer. */
  raised: ['#f7f9fb', '#212b34'],
  text: ['#1b2530', '#e8edf2'],
  quiet: ['#50606f', '#a9b6c2'],
  /** Lines that only divide. */
  line: ['#d9e0e7', '#313d48'],
  control: ['#748290', '#8795a2'],
  accent: ['#0b5cad', '#8cc2f5'],
  'accent-strong': ['#084a8c', '#b3d8fa'],
  'on-accent': ['#ffffff', '#0c1a27'],
  chosen: ['#e5f0fb', '#1f364c'],
  good: ['#1d6b3a', '#86d6a1'],
  'good-ground': ['#e9f5ed', '#18301f'],
  caution: ['#8a4b00', '#f5c07a'],
  'caution-ground': ['#fdf3e3', '#36290f'],
  fault: ['#b3261e', '#ffb4ab'],
  'fault-ground': ['#fdf0ef', '#3b1f1d'],
  focus: ['#b35900', '#ffb870'],
} as const satisfies Record<string, ColourPair>;

const FAMILIES =
  "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Noto Sans Arabic', 'Liberation Sans', Arial, sans-serif";

/** Everything else that is measured: type, space, corners, depth. */
export const MEASURES = {
  'font-text': FAMILIES,
  /** Of pages that come with their fonts. */
  'font-page': `'Noto Sans', 'Noto Sans Arabic', ${FAMILIES}`,
  'font-code': "ui-monospace, 'Cascadia Code', 'SF Mono', Menlo, Consolas, 'Liberation Mono', monospace",
  'size-small': '0.8125rem',
  'size-text': '0.9375rem',
  'size-large': '1.0625rem',
  'size-h3': '1rem',
  'size-h2': '1.1875rem',
  'size-h1': '1.5rem',
  'space-1': '0.25rem',
  'space-2': '0.5rem',
  'space-3': '0.75rem',
  'space-4': '1rem',
  'space-5': '1.5rem',
  'space-6': '2rem',
  'space-7': '3rem',
  'radius-small': '4px',
  'radius-control': '6px',
  'radius-card': '10px',
  /** The least height and width of what is pressed (WCAG 2.2, 2.5.5). */
  target: '44px',
} as const;

/**
 * Writes the tokens as custom properties of a stylesheet, `--text` and so on. `light-dark()` follows the `color-scheme`
 * of the element; browsers older than spring 2024 do not know it, so they get the light colours before it.
 */
export function designTokens(): string {
  const light = Object.entries<ColourPair>(COLOURS).map(([name, [colour]]) => `--${name}:${colour};`);
  const both = Object.entries<ColourPair>(COLOURS).map(([name, pair]) => `--${name}:light-dark(${pair.join(',')});`);
  const measures = Object.entries(MEASURES).map(([name, value]) => `--${name}:${value};`);
  return [
    `:root{color-scheme:light;${light.join('')}${measures.join('')}}`,
    `@supports (color:light-dark(#000,#fff)){:root{color-scheme:light dark;${both.join('')}}}`,
    '',
  ].join('\n');
}
