import { type Knex } from 'knex';
import { recordAudit } from '../../../db/accounts/audit.js';
import { lockApplication } from '../../../db/applications/applications.js';
import { openInvited } from '../../../db/applications/open-invited.js';
import { Refusal } from '../../../engine/refusal.js';
import { recordResend } from '../../applications/record-resend.js';
import { transact } from '../../change.js';
import { type OperationId } from '../../documented.js';

export interface LostLink {
  /** Where somebody says to have been invited. */
  email: string;
  /** The account of the link that the visitor has; undefined if it is not known. */
  accountId: string | undefined;
  now: number;
  address: string;
  requestId: string;
}

// More are open for one address only where somebody tries an account out.
const LINKS = 5;

/**
 * Sends the invitations to open assessments again that went to that address, by mail alone. Each has the limits that
 * hold for every resend; one beyond them is left out. Nobody learns whether there was one: the visitor is answered
 * before.
 */
export async function sendLinkAgain(db: Knex, { email, accountId, now, address, requestId }: LostLink): Promise<void> {
  for (const applicationId of await openInvited(db, { email, accountId, now, limit: LINKS })) {
    await transact(db, async (trx) => {
      const application = (await lockApplication(trx, applicationId))!;
      const queued = await recordResend(trx, { ...application, appPhone: undefined }, now);
      if (queued instanceof Refusal) return queued;
      await recordAudit(trx, {
        at: now,
        userName: 'candidate',
        credentialId: undefined,
        operation: 'resendInvitation' satisfies OperationId,
        object: `application ${applicationId}`,
        outcome: 'ok',
        address,
        requestId,
      });
      return queued;
    });
  }
}
