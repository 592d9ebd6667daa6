import assert from 'node:assert/strict';
import fc from 'fast-check';
import { dayOf } from '../../../engine/calendar.js';
import { type PageCursor, readPageCursor, writePageCursor } from '../../../engine/application/page-cursor.js';

const encoded = (text: string) => Buffer.from(text).toString('base64url');

const applicationId = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map(String);
const day = fc
  .date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
  .map((date) => dayOf(date.getTime()));
const cursor: fc.Arbitrary<PageCursor> = fc.oneof(
  fc.record({ by: fc.constant('day' as const), day, applicationId }, { noNullPrototype: true }),
  fc.record(
    { by: fc.constant('update' as const), updatedAt: fc.integer({ min: 0, max: 1e15 - 1 }), applicationId },
    { noNullPrototype: true },
  ),
);

describe('page cursor', () => {
  it('reads back what it wrote', () => {
    fc.assert(
      fc.property(cursor, (written) => {
        const text = writePageCursor(written);
        assert.match(text, /^[A-Za-z0-9_-]{1,512}$/);
        assert.deepEqual(readPageCursor(text), written);
      }),
    );
  });

  it('never throws, whatever it is given', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string().map(encoded)), (text) => {
        const read = readPageCursor(text);
        assert.ok(read === undefined || readPageCursor(writePageCursor(read)) !== undefined);
      }),
    );
  });

  const refusals = [
    '',
    'day 2026-03-10',
    'day 2026-03-10 1 1',
    'day 2026-02-30 1',
    'day 2026-3-10 1',
    'day  1',
    'day 2026-03-10 01',
    'day 2026-03-10 18446744073709551616',
    'day 1 1',
    'week 2026-03-10 1',
    'update 2026-03-10 1',
    'update -1 1',
    'update 1e3 1',
    'update 1234567890123456 1',
    'update 1 ',
    ' update 1 1',
  ];
  for (const text of refusals) {
    it(`refuses "${text}"`, () => {
      assert.equal(readPageCursor(encoded(text)), undefined);
    });
  }
});
