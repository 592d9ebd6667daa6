import { isTooBig } from '../../../db/applications/lists/list-applications.js';
import { LONG_PATIENCE_MS } from '../../../db/connection/transaction.js';
import { noAttempt } from '../../../engine/notification/attempt.js';
import { type Context } from '../../../routes/operation.js';
import { publicUrlOf, readConfig } from '../../config/config.js';
import { inWords } from '../output/in-words.js';
import { auditName } from './change-as-operator.js';
import { type Session } from './session.js';

/**
 * The context in which the command line runs an operation of the API. Nobody asks for permissions, as whoever may
 * run it may do everything. Replies have the partner's form. A gateway finds by itself what becomes due.
 */
export async function operationContext(session: Session, audited: Context['audited']): Promise<Context> {
  const db = await session.db();
  const config = await inWords(() => readConfig(session.env));
  const now = session.now();
  return {
    db,
    audited,
    caller: { userId: '0', userName: auditName(session), kind: 'internal', credentialId: undefined, permissions: [] },
    partnerRequest: true,
    now,
    publicUrl: publicUrlOf(config, config.port),
    requestId: session.newRequestId(),
    address: 'local',
    newToken: () => session.randomBytes(16).toString('base64url'),
    wakeNotifier: () => undefined,
    deliverTest: () => Promise.resolve(noAttempt(now, 'this command sends no notifications')),
    refusalOfUrl: () => undefined,
    noteReplay: () => undefined,
    noteRefusedBy: () => undefined,
    isTooBig: (accountIds) => isTooBig(db, accountIds),
    patienceMs: LONG_PATIENCE_MS,
  };
}
