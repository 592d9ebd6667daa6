import assert from 'node:assert/strict';
import fc from 'fast-check';
import { bandOf } from '../../../engine/scoring/bands.js';
import { arbitraryBands } from '../../support/arbitrary-position.js';

describe('bandOf', () => {
  it('puts every number into exactly one band, the one between its ends', () => {
    const bands = arbitraryBands(fc.constant({}));
    const score = fc.oneof(
      fc.double({ noNaN: true }),
      fc.integer({ min: -44, max: 44 }).map((n) => n / 4),
    );
    fc.assert(
      fc.property(bands, score, (list, number) => {
        const holding = list.filter(({ below }, index) => {
          const start = index === 0 ? -Infinity : list[index - 1]!.below!;
          return number >= start && (below === undefined || number < below);
        });
        assert.equal(holding.length, 1);
        assert.equal(bandOf(list, number), holding[0]);
      }),
    );
  });

  it('puts an end into the band above it', () => {
    const [low, middle, high] = [{ below: 0 }, { below: 40.5 }, {}];
    const bands = [low, middle, high];
    const found = [-0.0001, 0, 40.4999, 40.5].map((number) => bandOf(bands, number));
    assert.deepEqual(
      found.map((band) => bands.indexOf(band!)),
      [0, 1, 1, 2],
    );
  });
});
