import assert from 'node:assert/strict';
import fc from 'fast-check';
import { DAY_MS } from '../../../engine/calendar.js';
import { nextReminderAt } from '../../../engine/invitation/reminder-schedule.js';

/** Days after the invitation. */
const day = (days: number): number => days * DAY_MS;
const TIMES = { invitedAt: 0, remindedAt: undefined, expiresAt: day(14), after: undefined, before: undefined };

describe('nextReminderAt', () => {
  const cases: { name: string; more: Partial<Parameters<typeof nextReminderAt>[0]>; at: number | undefined }[] = [
    { name: 'is never without settings', more: {}, at: undefined },
    { name: 'counts from the invitation', more: { after: 3 }, at: day(3) },
    { name: 'counts back from the end', more: { before: 2 }, at: day(12) },
    { name: 'is the earlier one of two', more: { after: 3, before: 2 }, at: day(3) },
    { name: 'is the later one after the first', more: { after: 3, before: 2, remindedAt: day(3) }, at: day(12) },
    { name: 'is never after both', more: { after: 3, before: 2, remindedAt: day(12) }, at: undefined },
    { name: 'leaves out what comes within a day', more: { after: 11, before: 2, remindedAt: day(11.1) }, at: undefined },
    { name: 'may have passed', more: { after: 1, before: 2, invitedAt: day(-100) }, at: day(-99) },
    { name: 'is never at the end or later', more: { after: 14 }, at: undefined },
    { name: 'is never before the invitation', more: { before: 14 }, at: undefined },
    { name: 'follows an end that is put off', more: { before: 2, remindedAt: day(12), expiresAt: day(30) }, at: day(28) },
    { name: 'starts anew with an invitation sent again', more: { after: 3, remindedAt: day(3), invitedAt: day(4) }, at: day(7) },
  ]; // prettier-ignore
  for (const { name, more, at } of cases) it(name, () => assert.equal(nextReminderAt({ ...TIMES, ...more }), at));

  it('ends after two reminders, each a day or more after the message before and before the end', () => {
    const days = fc.option(fc.integer({ min: 1, max: 40 }), { nil: undefined });
    fc.assert(
      fc.property(days, days, fc.integer({ min: 1, max: 40 }), fc.nat(day(3)), (after, before, life, late) => {
        const expiresAt = day(life);
        const sent = [0];
        for (let next; (next = nextReminderAt({ ...TIMES, after, before, expiresAt, remindedAt: sent.at(-1) }));) {
          assert.ok(next >= sent.at(-1)! + DAY_MS && next < expiresAt);
          sent.push(next + late);
        }
        assert.ok(sent.length <= 3);
      }),
    );
  });
});
