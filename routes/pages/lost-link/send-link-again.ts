import { type Knex } from 'knex';
import { lockApplication } from '../../../db/applications/applications.js';
import { openInvited } from '../../../db/applications/open-invited.js';
import { Refusal } from '../../../engine/refusal.js';
import { recordResend } from '../../applications/record-resend.js';
import { auditCandidate, type CandidateAct } from '../../audit-candidate.js';
import { transact } from '../../change.js';

export interface LostLink extends CandidateAct {
  /** Where somebody says to have been invited. */
  email: string;
  /** The account of the link that the visitor has; undefined if it is not known. */
  accountId: string | undefined;
}

// More are open for one address only where somebody tries an account out.
const LINKS = 5;

/**
 * Sends the invitations to open assessments again that went to that address, by mail alone. Each has the limits that
 * hold for every resend; one beyond them is left out. One that meets a fault is told to `noteFault`, and the others are
 * sent. Nobody learns whether there was one: the visitor is answered before.
 */
export async function sendLinkAgain(
  db: Knex,
  { email, accountId, ...act }: LostLink,
  noteFault: (error: unknown, applicationId: string) => void,
): Promise<void> {
  for (const applicationId of await openInvited(db, { email, accountId, now: act.now, limit: LINKS })) {
    await sendOne(db, applicationId, act).catch((error: unknown) => noteFault(error, applicationId));
  }
}

async function sendOne(db: Knex, applicationId: string, act: CandidateAct): Promise<void> {
  await transact(db, async (trx) => {
    const application = (await lockApplication(trx, applicationId))!;
    const queued = await recordResend(trx, { ...application, appPhone: undefined }, act.now);
    if (queued instanceof Refusal) return queued;
    await auditCandidate(trx, 'resendInvitation', applicationId, act);
    return queued;
  });
}
