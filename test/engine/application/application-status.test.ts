import assert from 'node:assert/strict';
import { applicationStatus } from '../../../engine/application/application-status.js';

describe('applicationStatus', () => {
  const cases: [state: number, expiresAt: number, now: number, status: string][] = [
    [1, 100, 99, 'incomplete'],
    [1, 100, 100, 'expired'],
    [1, 100, 101, 'expired'],
    [2, 100, 101, 'completed'],
    [3, 100, 101, 'cancelled'],
    [4, 100, 99, 'expired'],
  ];
  for (const [state, expiresAt, now, status] of cases) {
    it(`calls state ${state} ${status} at ${now} when it expires at ${expiresAt}`, () => {
      assert.equal(applicationStatus({ state, expiresAt }, now), status);
    });
  }

  it('throws on a state that is not ours', () => {
    assert.throws(() => applicationStatus({ state: 0, expiresAt: 1 }, 0), RangeError);
  });
});
