import { refuse } from '../../engine/refusal.js';
import { audit } from '../audit.js';
import { type Input } from '../documented.js';
import { type On, type Outcome } from '../operation.js';
import { tryNotification } from './try-notification.js';

/**
 * Sends one notification that is marked as a test, by the current config of the account, and reports the result. It is
 * never tried again, and only the entry of the audit log is kept. A pause does not hold it back.
 */
export async function sendTestNotification(
  _input: Input<'sendTestNotification'>,
  { accountId, ...context }: On<'account'>,
): Promise<Outcome<'sendTestNotification'>> {
  const { db, now } = context;
  const report = await tryNotification({
    db,
    now,
    accountId,
    newToken: () => context.newToken(),
    deliver: (delivery) => context.deliverTest(delivery),
  });
  if (!report) return refuse('missing-parameter', 'url is required: the config of the account has none.');
  const came = report.status === null ? report.fault : `status ${report.status}`;
  await audit(db, context, { object: `${context.audited.object}: ${came}` });
  return report;
}
