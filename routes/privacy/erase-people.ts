import { type Knex } from 'knex';
import { type AuditEntry, recordAudit } from '../../db/accounts/audit.js';
import { forgetSent } from '../../db/notifications/erasing/forget-sent.js';
import { eraseApplication } from '../../db/privacy/erase-application.js';
import { currentPrivacy } from '../../db/privacy/account-privacy.js';
import { forgetTraces } from '../../db/privacy/forget-traces.js';

/** Who erases, as the audit log names it in an entry for each application. */
export type Eraser = Omit<AuditEntry, 'at' | 'object' | 'outcome'>;

export interface ErasingOptions {
  accountId: string;
  now: number;
  newToken(): string;
  by: Eraser;
  /** Only applications that ended at this instant or earlier, ms. */
  endedBy?: number;
}

/**
 * Takes the person out of these applications of one account, wherever the database has something of them. Answers the
 * ids of those that had a person. Files of invitations are removed within a minute, by `sweepErased`.
 */
export async function erasePeople(
  trx: Knex.Transaction,
  applicationIds: readonly string[],
  { accountId, now, newToken, by, endedBy }: ErasingOptions,
): Promise<string[]> {
  const privacy = await currentPrivacy(trx, accountId);
  const keepsScores = privacy?.keepsScores ?? false;
  const erased: string[] = [];
  for (const id of applicationIds) {
    if (await eraseApplication(trx, id, { keepsScores, now, newToken, endedBy })) erased.push(id);
  }
  if (erased.length === 0) return erased;
  await forgetTraces(trx, erased);
  await forgetSent(trx, erased, now);
  for (const id of erased) await recordAudit(trx, { ...by, at: now, object: `application ${id}`, outcome: 'ok' });
  return erased;
}
