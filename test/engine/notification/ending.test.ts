import assert from 'node:assert/strict';
import { missingStatus, reasonOf } from '../../../engine/notification/ending.js';

const LIVE = { state: 'live', underWay: false, paused: false, lastStatus: undefined, lastFault: undefined } as const;

describe('reasonOf', () => {
  const cases = [
    { name: 'delivered', given: { state: 'delivered', lastStatus: 200 }, reason: 'delivered' },
    { name: 'a final status', given: { state: 'rejected', lastStatus: 503 }, reason: 'final-status' },
    { name: 'a redirect', given: { state: 'rejected', lastStatus: 301 }, reason: 'redirect' },
    { name: 'its expiry', given: { state: 'expired', lastFault: 'refused' }, reason: 'expired' },
    { name: 'being called off', given: { state: 'cancelled' }, reason: 'cancelled' },
    { name: 'being set aside', given: { state: 'parked' }, reason: 'parked' },
    { name: 'an attempt of now, also in a pause', given: { underWay: true, paused: true }, reason: 'under-way' },
    { name: 'a pause', given: { paused: true, lastFault: 'refused' }, reason: 'paused' },
    { name: 'no response', given: { lastFault: 'refused' }, reason: 'no-response' },
    { name: 'a status that is tried again', given: { lastStatus: 429 }, reason: 'retried' },
    { name: 'no attempt yet', given: {}, reason: 'waiting' },
  ] as const;
  for (const { name, given, reason } of cases) {
    it(`names ${name}`, () => {
      assert.equal(reasonOf({ ...LIVE, ...given }), reason);
    });
  }
});

describe('missingStatus', () => {
  it('is the final status that http_err does not have now', () => {
    assert.equal(missingStatus({ state: 'rejected', lastStatus: 503 }, [429]), 503);
    assert.equal(missingStatus({ state: 'rejected', lastStatus: 503 }, [429, 503]), undefined);
    assert.equal(missingStatus({ state: 'rejected', lastStatus: undefined }, []), undefined);
    assert.equal(missingStatus({ state: 'live', lastStatus: 503 }, []), undefined);
  });
});
