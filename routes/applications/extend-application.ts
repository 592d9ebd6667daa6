import { findAccount } from '../../db/accounts/accounts.js';
import { scheduleReminder } from '../../db/applications/reminders.js';
import { APPLICATION_STATES } from '../../engine/application/application-status.js';
import { endOfDay } from '../../engine/calendar.js';
import { refuse, refuseFaults } from '../../engine/refusal.js';
import { refusalOfDisabled } from '../accounts/refusal-of-disabled.js';
import { type Input } from '../documented.js';
import { type On, type Outcome } from '../operation.js';
import { changeApplication } from './change-application.js';
import { nextReminder } from './next-reminder.js';

const LONGEST_MS = 100 * 365 * 24 * 60 * 60 * 1000;

/** Sets the last day to answer. An expired application is open again (decision 0007). Refuses a disabled account. */
export async function extendApplication(
  { expires }: Input<'extendApplication'>,
  context: On<'application'>,
): Promise<Outcome<'extendApplication'>> {
  const expiresAt = endOfDay(expires);
  if (expiresAt === undefined || expiresAt <= context.now || expiresAt > context.now + LONGEST_MS) {
    const detail = 'must be a day YYYY-MM-DD from today on (UTC), at most 100 years ahead';
    return refuseFaults([{ pointer: '/expires', detail }]);
  }
  return changeApplication(context, async (status, trx, application) => {
    if (status === 'completed') return refuse('already-submitted', 'The questionnaire is already submitted.');
    if (status === 'cancelled') return refuse('expired-or-cancelled', 'The application is cancelled.');
    const account = await findAccount(trx, application.accountId);
    const refusal = refusalOfDisabled(account!);
    if (refusal) return refusal;
    await scheduleReminder(trx, application.applicationId, await nextReminder(trx, { ...application, expiresAt }));
    return { state: APPLICATION_STATES.incomplete, expiresAt };
  });
}
