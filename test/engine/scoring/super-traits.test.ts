import assert from 'node:assert/strict';
import fc from 'fast-check';
import { roundScore } from '../../../engine/scoring/round-score.js';
import { scoreSuperTraits } from '../../../engine/scoring/super-traits.js';

const superTrait = (weights: Record<string, number>) => ({
  name: 's',
  caption: {},
  traits: Object.entries(weights).map(([trait, weight]) => ({ trait, weight })),
});

describe('scoreSuperTraits', () => {
  it('weighs the scores of traits', () => {
    const scores = { a: 50, b: 20, c: 7 };
    assert.deepEqual(scoreSuperTraits([superTrait({ a: 0.3, b: -0.5 })], scores), { s: 5 });
    assert.deepEqual(scoreSuperTraits([superTrait({ a: 1, b: 1 })], { a: 1 / 3, b: 1 / 3 }), { s: 2 / 3 });
    assert.deepEqual(scoreSuperTraits([], scores), {});
  });

  it('is linear: of summed and of multiplied scores it gives the sum and the multiple', () => {
    const whole = fc.integer({ min: -1000, max: 1000 });
    const three = fc.record({ a: whole, b: whole, c: whole });
    fc.assert(
      fc.property(three, three, three, whole, (weights, one, other, factor) => {
        const of = (scores: Record<string, number>) => roundScore(scoreSuperTraits([superTrait(weights)], scores).s!);
        const sum = { a: one.a + other.a, b: one.b + other.b, c: one.c + other.c };
        assert.equal(of(sum), of(one) + of(other));
        assert.equal(of({ a: factor * one.a, b: factor * one.b, c: factor * one.c }), factor * of(one) + 0);
      }),
    );
  });
});
