import assert from 'node:assert/strict';
import { gsm7Units } from '../../../engine/invitation/gsm7.js';

describe('gsm7Units', () => {
  const cases: [text: string, units: number | undefined][] = [
    ['', 0],
    ['Hello @ £5_é', 12],
    ['{}', 4],
    ['12 €', 5],
    ['ê', undefined],
    ['مرحبا', undefined],
    ['😀', undefined],
  ];
  for (const [text, units] of cases) it(`counts ${JSON.stringify(text)}`, () => assert.equal(gsm7Units(text), units));
});
