import { refuse } from '../../engine/refusal.js';
import { audit } from '../audit.js';
import { type Input } from '../documented.js';
import { type On, type Outcome } from '../operation.js';
import { tryNotification } from './try-notification.js';

/**
 * Sends one notification that is marked as a test, by the account's config of this moment, and tells what came back. It
 * is never tried again and nothing of it is kept but the audit entry; a pause does not hold it.
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
