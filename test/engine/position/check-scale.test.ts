import assert from 'node:assert/strict';
import fc from 'fast-check';
import { checkPosition } from '../../../engine/position/check-position.js';
import { checkScale } from '../../../engine/position/check-scale.js';
import { gatherFaults } from '../../../engine/position/fault-report.js';
import { type PositionContent } from '../../../engine/position/position.js';
import { roundScore } from '../../../engine/scoring/round-score.js';
import { scoreTraits } from '../../../engine/scoring/traits.js';
import { score } from '../../../engine/scoring/score.js';
import { writePositionDocument } from '../../../engine/position/write-position-document.js';
import { arbitraryAnswers } from '../../support/arbitrary-position.js';
import { widePosition } from '../../support/wide-position.js';

const isAccepted = (position: PositionContent) => checkPosition(writePositionDocument(position)).length === 0;

const scaleFaults = (values: number[][], weights: number[], scale = { low: 0, high: 100 }) => {
  const items = weights.map((weight, q) => ({ q: String(q), weight }));
  const trait = { name: 't', caption: {}, items, scale };
  return gatherFaults((report) => checkScale(trait, report, (q) => values[Number(q)] ?? []));
};

describe('checkScale', () => {
  const cases: { name: string; values: number[][]; weights: number[]; says: RegExp }[] = [
    { name: 'one sum', values: [[2, 2]], weights: [1], says: /every answer gives the same sum/ },
    { name: 'a range that vanishes', values: [[1e6, 1e6], [0, 1]], weights: [1000, 1e-8], says: /too little/ }, // prettier-ignore
    { name: 'a range that is almost lost', values: [[1e6, 1e6], [0, 1]], weights: [1000, 1e-4], says: /too little/ }, // prettier-ignore
    { name: 'the least numbers there are', values: [[0, 5e-324, 1e-323]], weights: [0.75], says: /too little/ },
    { name: 'a range without end', values: [[0, 1e308]], weights: [1e10], says: /too little/ },
  ];
  for (const { name, values, weights, says } of cases) {
    it(`refuses ${name}, at the scale`, () => {
      const [fault, ...more] = scaleFaults(values, weights);
      assert.deepEqual([fault?.pointer, more], ['/scale', []]);
      assert.match(fault!.detail, says);
    });
  }

  const accepted = [
    { name: 'five hundred items at the ends of what is valid', values: [-1e6, 1e6], weight: 1000 },
    { name: 'the least weight', values: [1, 5], weight: 0.0001 },
    { name: 'a small difference', values: [0, 1e-9], weight: 1 },
  ];
  for (const { name, values, weight } of accepted) {
    it(`takes ${name}`, () => {
      const many = Array.from({ length: 500 }, () => values);
      assert.deepEqual(scaleFaults(many, many.map(() => weight)), []); // prettier-ignore
    });
  }

  it('leaves items without choices to the other checks', () => assert.deepEqual(scaleFaults([[]], [1]), []));

  it('lets through only what is scored within its scale to four decimals, in whatever order it is summed', () => {
    const wide = widePosition.chain((position) =>
      fc.record({ position: fc.constant(position), answers: arbitraryAnswers(position.questionnaire.questions) }),
    );
    fc.assert(
      fc.property(wide, ({ position, answers }) => {
        if (!isAccepted(position)) return;
        const sheet = score(position, answers);
        for (const trait of position.traits) {
          const own = sheet.traits[trait.name]!;
          if (!trait.scale) continue;
          const { low, high } = trait.scale;
          assert.ok(own >= low && own <= high, `${low} ${own} ${high}`);
          const turned = { ...trait, items: [...trait.items].reverse() };
          const unrounded = scoreTraits([turned], position.questionnaire.questions, answers)[trait.name]!;
          const other = roundScore(unrounded);
          assert.ok(Math.abs(own - other) < 0.00015, `${own} ${other}`);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('is tested on positions that it accepts and on ones that it refuses', () => {
    const kinds = fc.sample(widePosition, { numRuns: 500, seed: 7 }).map(isAccepted);
    assert.deepEqual(new Set(kinds), new Set([true, false]));
  });
});
