import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Reducer } from '../../../engine/position/position.js';
import { bandOf } from '../../../engine/scoring/bands.js';
import { captionOf, decide } from '../../../engine/scoring/reducers.js';
import { score } from '../../../engine/scoring/score.js';
import { positionAndAnswers } from '../../support/arbitrary-position.js';

const bands = [
  { below: 40, final: 1, caption: { eng: 'low' } },
  { below: 60, final: 2, caption: { eng: 'middle' } },
  { final: 3, caption: { eng: 'high' } },
];
const trait = (name: string) => ({ kind: 'trait' as const, name });
const scores = { traits: { a: 30, b: 59.9999 }, superTraits: { a: -5 } };

describe('decide', () => {
  const superTrait = { kind: 'super_trait' as const, name: 'a' };
  const cases: { name: string; reducer: Reducer; decision: { score: number; final: number } }[] = [
    {
      name: 'adds up what a sum names, and finds the band',
      reducer: { name: 'r', caption: {}, type: 'sum', of: [{ ...trait('a'), weight: 2 }], bands },
      decision: { score: 60, final: 3 },
    },
    {
      name: 'tells a super trait from a trait of the same name',
      reducer: {
        name: 'r',
        caption: {},
        type: 'sum',
        of: [
          { ...trait('b'), weight: 1 },
          { ...superTrait, weight: 0.5 },
        ],
        bands,
      },
      decision: { score: 57.4999, final: 2 },
    },
    {
      name: 'takes the lowest for a minimum',
      reducer: { name: 'r', caption: {}, type: 'minimum', of: [trait('b'), superTrait, trait('a')], bands },
      decision: { score: -5, final: 1 },
    },
  ];
  for (const { name, reducer, decision } of cases) {
    it(name, () => assert.deepEqual(decide([reducer], scores), { r: decision }));
  }

  const lights = { red: { eng: 'red' }, yellow: { eng: 'yellow' }, green: { eng: 'green' } };
  const stoplightOf = (names: string[]): Reducer => ({
    name: 'all',
    caption: {},
    type: 'stoplight',
    of: names,
    lights,
  });
  /** Makes a reducer whose decision is `final`. */
  const at = (name: string, final: number): Reducer => ({
    name,
    caption: {},
    type: 'minimum',
    of: [trait('a')],
    bands: [{ final, caption: {} }],
  });

  it('makes a stoplight red if a part is at 1, green if all are at 3 or more, else yellow', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 6 }), (finals) => {
        const parts = finals.map((final, index) => at(`r${index}`, final));
        const stoplight = stoplightOf(parts.map(({ name }) => name));
        const decision = decide([...parts, stoplight], scores).all!;
        const worst = Math.min(...finals);
        assert.deepEqual(decision, { score: finals.filter((final) => final > 2).length, final: Math.min(worst, 3) });
        const caption = ['red', 'yellow', 'green'][Math.min(worst, 3) - 1];
        assert.deepEqual(captionOf(stoplight, decision), { eng: caption });
      }),
    );
  });

  it('lets a stoplight be part of another', () => {
    const inner = { ...stoplightOf(['x']), name: 'inner' };
    assert.deepEqual(decide([at('x', 2), inner, stoplightOf(['inner'])], scores).all, { score: 0, final: 2 });
  });

  it('decides by the band of the score, and calls it what the band does', () => {
    fc.assert(
      fc.property(positionAndAnswers, ({ position, answers }) => {
        const { reducers } = score(position, answers);
        assert.deepEqual(Object.keys(reducers).length, position.reducers.length);
        for (const reducer of position.reducers) {
          if (reducer.type === 'stoplight') continue;
          const decision = reducers[reducer.name]!;
          const band = bandOf(reducer.bands, decision.score)!;
          assert.deepEqual([decision.final, captionOf(reducer, decision)], [band.final, band.caption]);
        }
      }),
    );
  });
});
