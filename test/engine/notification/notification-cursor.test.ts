import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readNotificationCursor, writeNotificationCursor } from '../../../engine/notification/notification-cursor.js';
import { writePageCursor } from '../../../engine/application/page-cursor.js';

describe('readNotificationCursor', () => {
  it('reads what was written, whatever the place', () => {
    const id = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map(String);
    fc.assert(
      fc.property(
        fc.maxSafeInteger().map((n) => Math.abs(n) % 10 ** 15),
        id,
        (createdAt, notificationId) => {
          const cursor = { createdAt, notificationId };
          const text = writeNotificationCursor(cursor);
          assert.match(text, /^[A-Za-z0-9_-]+$/);
          assert.deepEqual(readNotificationCursor(text), cursor);
        },
      ),
    );
  });

  const foreign = ['notification 5 01', 'notification 5', 'notification -5 1', 'notification 5 1 2', 'day 5 1', ''];
  for (const text of [...foreign, 'notification 5 99999999999999999999']) {
    it(`refuses ${JSON.stringify(text)}`, () => {
      assert.equal(readNotificationCursor(Buffer.from(text).toString('base64url')), undefined);
    });
  }

  it('refuses a cursor of the applications', () => {
    const cursor = writePageCursor({ by: 'update', updatedAt: 5, applicationId: '1' });
    assert.equal(readNotificationCursor(cursor), undefined);
  });
});
