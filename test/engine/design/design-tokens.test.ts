import assert from 'node:assert/strict';
import { COLOURS, designTokens } from '../../../engine/design/design-tokens.js';

type Colour = keyof typeof COLOURS;

const GROUNDS: Colour[] = ['ground', 'surface', 'raised', 'chosen', 'good-ground', 'caution-ground', 'fault-ground'];
const TEXTS: Colour[] = ['text', 'quiet', 'accent', 'accent-strong', 'good', 'caution', 'fault'];
const THEMES = ['light', 'dark'] as const;

function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light! + 0.05) / (dark! + 0.05);
}

describe('the design tokens', () => {
  THEMES.forEach((theme, index) => {
    const faults = (fronts: Colour[], grounds: Colour[], least: number) =>
      fronts.flatMap((front) =>
        grounds
          .map((ground) => [front, ground, contrast(COLOURS[front][index]!, COLOURS[ground][index]!)] as const)
          .filter(([, , ratio]) => ratio < least)
          .map(([, ground, ratio]) => `${front} on ${ground}: ${ratio.toFixed(2)}`),
      );

    it(`let every text be read on every ground (${theme})`, () => {
      assert.deepEqual(faults(TEXTS, GROUNDS, 4.5), []);
      assert.deepEqual(faults(['on-accent'], ['accent', 'accent-strong'], 4.5), []);
    });

    it(`show where controls are, and the focus (${theme})`, () => {
      assert.deepEqual(faults(['control', 'focus'], GROUNDS, 3), []);
    });
  });

  it('are custom properties, with both colours where the browser can choose', () => {
    const css = designTokens();
    assert.match(css, /^:root\{color-scheme:light;--ground:#f3f5f8;/);
    assert.match(
      css,
      /@supports \(color:light-dark\(#000,#fff\)\)\{:root\{color-scheme:light dark;--ground:light-dark\(/,
    );
    assert.match(css, /--target:44px;/);
  });
});
