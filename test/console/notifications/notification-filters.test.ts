import assert from 'node:assert/strict';
import { absoluteFilter, failedFilter } from '../../../console/notifications/notification-filters.js';

const NONE = { account: '', state: '', since: '', until: '', fault: '', failed_since: '' };
const NOW = Date.parse('2026-11-26T12:00:00Z');

describe('failedFilter', () => {
  it('makes an instant of a relative time', () => {
    assert.deepEqual(failedFilter(NONE, NOW), {});
    assert.deepEqual(failedFilter({ ...NONE, failed_since: '15m' }, NOW), { failed_since: '2026-11-26T11:45:00.000Z' });
    const instant = '2026-11-01T00:00:00Z';
    assert.deepEqual(failedFilter({ ...NONE, failed_since: instant }, NOW), { failed_since: instant });
  });
});

describe('absoluteFilter', () => {
  it('makes an instant of a relative time, and leaves out what is empty or unknown', () => {
    assert.deepEqual(absoluteFilter(NONE, NOW), {});
    assert.deepEqual(absoluteFilter({ ...NONE, since: '24h', state: 'rejected' }, NOW), {
      since: '2026-11-25T12:00:00.000Z',
      state: 'rejected',
    });
    assert.deepEqual(absoluteFilter({ ...NONE, since: '2026-11-01T00:00:00Z', state: 'constructor' }, NOW), {
      since: '2026-11-01T00:00:00Z',
    });
  });
});
