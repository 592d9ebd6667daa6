import assert from 'node:assert/strict';
import fc from 'fast-check';
import { roundScore } from '../../../engine/scoring/round-score.js';

describe('roundScore', () => {
  it('keeps four decimals, and no rest of a binary fraction', () => {
    assert.equal(roundScore(0.1 + 0.2), 0.3);
    assert.equal(roundScore(100 / 3), 33.3333);
    assert.equal(roundScore(-200 / 3), -66.6667);
  });

  it('gives no negative zero', () => {
    for (const score of [-0, -0.00001, -1e-300]) assert.ok(Object.is(roundScore(score), 0), String(score));
  });

  for (const score of [NaN, Infinity, -Infinity]) {
    it(`throws at ${score} rather than giving it on`, () =>
      assert.throws(() => roundScore(score), /not a finite number/));
  }

  it('moves no score by more than half a step, changes none twice, and never turns their order', () => {
    const score = fc.double({ min: -1e9, max: 1e9, noNaN: true });
    fc.assert(
      fc.property(score, score, (one, other) => {
        const rounded = roundScore(one);
        assert.ok(Math.abs(rounded - one) <= 0.00005001);
        assert.equal(roundScore(rounded), rounded);
        if (one <= other) assert.ok(rounded <= roundScore(other));
      }),
    );
  });
});
