import assert from 'node:assert/strict';
import fc from 'fast-check';
import { dayOf, DEFAULT_LIFETIME_MS, endOfDay } from '../../engine/calendar.js';

const FIRST = Date.parse('0001-01-01T00:00:00.000Z');
const LAST = Date.parse('9999-12-31T23:59:59.999Z');

describe('dayOf', () => {
  it('is the UTC day, the year in four digits', () => {
    assert.equal(dayOf(0), '1970-01-01');
    assert.equal(dayOf(-1), '1969-12-31');
    assert.equal(dayOf(Date.UTC(2026, 0, 31, 23, 59, 59, 999)), '2026-01-31');
    assert.equal(dayOf(FIRST), '0001-01-01');
    assert.equal(dayOf(LAST), '9999-12-31');
  });

  it('is the day that Date gives, for every instant', () => {
    fc.assert(
      fc.property(fc.integer({ min: FIRST, max: LAST }), (ms) => {
        assert.equal(dayOf(ms), new Date(ms).toISOString().slice(0, 10));
      }),
      { numRuns: 2000 },
    );
  });

  for (const ms of [FIRST - 1, LAST + 1, NaN, Infinity]) {
    it(`throws on ${ms}`, () => assert.throws(() => dayOf(ms), RangeError));
  }
});

describe('endOfDay', () => {
  it('is the last millisecond of the day for every instant', () => {
    fc.assert(
      fc.property(fc.integer({ min: FIRST, max: LAST }), (ms) => {
        const end = endOfDay(dayOf(ms))!;
        assert.ok(end >= ms && end - ms < 86_400_000);
        assert.equal(new Date(end).toISOString().slice(10), 'T23:59:59.999Z');
      }),
    );
  });

  it('takes a leap day', () => assert.equal(endOfDay('2024-02-29'), Date.parse('2024-02-29T23:59:59.999Z')));

  const refused = ['', '2023-02-29', '2023-02-30', '2024-04-31', '2024-13-01', '2024-00-10', '2024-01-00', '2024-1-1'];
  for (const day of [...refused, '0000-01-01', '2024-01-01T00:00', ' 2024-01-01', '2024-01-01\n', '+12024-01-01']) {
    it(`refuses ${JSON.stringify(day)}`, () => assert.equal(endOfDay(day), undefined));
  }
});

describe('DEFAULT_LIFETIME_MS', () => {
  it('is 3650 days', () => assert.equal(dayOf(DEFAULT_LIFETIME_MS), '1979-12-30'));
});
