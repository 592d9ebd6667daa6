import { type EntityId } from '../../engine/entity-id.js';
import { accountsFor } from '../access.js';
import { audit, auditRefusals } from '../audit.js';
import { type Operation } from '../operation.js';
import { refuse, Refusal } from '../refusal.js';
import { type TestReport, tryNotification } from './try-notification.js';

const OPERATION = 'test-notification';

/**
 * Sends one notification that is marked as a test, by the account's config of this moment, and tells what came back. It is
 * never tried again and nothing of it is kept but the audit entry; a pause does not hold it.
 */
export const sendTestNotification: Operation<{ account_id: EntityId }, TestReport> = auditRefusals(
  OPERATION,
  objectOf,
  async (input, context) => {
    const { db, now } = context;
    const accounts = accountsFor('write', input.account_id, context);
    if (accounts instanceof Refusal) return accounts;
    const report = await tryNotification({
      db,
      now,
      accountId: input.account_id,
      newToken: () => context.newToken(),
      deliver: (delivery) => context.deliverTest(delivery),
    });
    if (!report) return refuse('missing-parameter', 'url is required: the config of the account has none.');
    const came = report.status === null ? report.fault : `status ${report.status}`;
    await audit(db, context, { operation: OPERATION, object: `${objectOf(input)}: ${came}`.slice(0, 255) });
    return report;
  },
);

function objectOf({ account_id: accountId }: { account_id: EntityId }): string {
  return `account ${accountId}`;
}
