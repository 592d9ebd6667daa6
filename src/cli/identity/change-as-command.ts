import { findIdentity } from '../../../db/identity/identities.js';
import { Refusal } from '../../../engine/refusal.js';
import { presentIdentity } from '../../../routes/identity/present-identity.js';
import { type On } from '../../../routes/operation.js';
import { knownAccount } from '../input/known.js';
import { refused } from '../output/refused.js';
import { operationContext } from '../session/operation-context.js';
import { type Session } from '../session/session.js';
import { identityLines } from './identity-lines.js';

interface Asked {
  accountId: string;
  /** The command, as the audit log names it. */
  operation: string;
  /** What to do before the identity is shown. */
  change?(context: On<'account'>): Promise<object>;
}

/** Changes an identity if asked to, and shows what it is then. */
export async function changeAsCommand(session: Session, { accountId, operation, change }: Asked): Promise<void> {
  const context = await operationContext(session, { operation, object: `account ${accountId}` });
  await knownAccount(context.db, accountId);
  const answer = await change?.({ ...context, accountId });
  if (answer instanceof Refusal) throw refused(answer.detail);
  const shown = presentIdentity(accountId, await findIdentity(context.db, accountId), context);
  session.print(shown, () => identityLines(shown));
}
