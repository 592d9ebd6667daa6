import { type Knex } from 'knex';
import { recordAudit } from '../../../db/accounts/audit.js';
import { LONG_PATIENCE_MS, rehearse as rehearseIn, writeTransaction } from '../../../db/connection/transaction.js';
import { type Session } from './session.js';

/** The audit log's entry for a change. Its object may depend on the result of the change. */
export interface AuditedChange<T> {
  operation: string;
  object: string | ((result: T) => string);
}

/** What an audit entry says about a change. */
export interface Audited {
  operation: string;
  object: string;
}

/** Does `work` and writes its audit entry in one transaction. If `work` throws a `RefusalError`, neither is stored. */
export async function changeAsOperator<T>(
  session: Session,
  { operation, object }: AuditedChange<T>,
  work: (trx: Knex.Transaction) => Promise<T>,
): Promise<T> {
  const audited = async (trx: Knex.Transaction): Promise<T> => {
    const result = await work(trx);
    await audit(trx, session, { operation, object: typeof object === 'string' ? object : object(result) });
    return result;
  };
  return writeTransaction(await session.db(), audited, { patienceMs: LONG_PATIENCE_MS });
}

/**
 * Does `work`, which changes several things, and writes an audit entry for each of them, in one transaction. The
 * entries have one request id.
 */
export async function changeSeveral<T extends { changes: readonly { audited: Audited }[] }>(
  session: Session,
  work: (trx: Knex.Transaction) => Promise<T>,
): Promise<T> {
  const requestId = session.newRequestId();
  const audited = async (trx: Knex.Transaction): Promise<T> => {
    const result = await work(trx);
    for (const one of result.changes) await audit(trx, session, { ...one.audited, requestId });
    return result;
  };
  return writeTransaction(await session.db(), audited, { patienceMs: LONG_PATIENCE_MS });
}

/** Does `work` and takes all of it back, and returns its result. Nothing is stored, and there is no audit entry. */
export async function rehearse<T>(session: Session, work: (trx: Knex.Transaction) => Promise<T>): Promise<T> {
  return rehearseIn(await session.db(), work, { patienceMs: LONG_PATIENCE_MS });
}

async function audit(
  trx: Knex.Transaction,
  session: Session,
  { operation, object, requestId = session.newRequestId() }: Audited & { requestId?: string },
): Promise<void> {
  await recordAudit(trx, {
    at: session.now(),
    userName: auditName(session),
    credentialId: undefined,
    operation,
    object: shorten(object, 255),
    outcome: 'ok',
    address: 'local',
    requestId,
  });
}

/** How the audit log names who works at the command line. */
export function auditName({ osUser }: Pick<Session, 'osUser'>): string {
  return shorten(`cli:${osUser}`, 190);
}

const shorten = (text: string, max: number): string => [...text].slice(0, max).join('');
