import { changePassword, listCredentials } from '../../../db/accounts/credentials.js';
import { endConsoleSessions } from '../../../db/console/console-sessions.js';
import { refuse, refuseFaults } from '../../../engine/refusal.js';
import { checkNewPassword } from '../../../engine/sign-in/check-new-password.js';
import { hashPassword } from '../../accounts/new-credential.js';
import { change } from '../../change.js';
import { type Input } from '../../documented.js';
import { type Outcome } from '../../operation.js';
import { type AdminOn } from '../admin-operation.js';
import { presentSession } from './present-session.js';

/** Changes the password with which the session began. All other sessions of the user end. */
export async function changeOwnPassword(
  { old, new: wanted }: Input<'adminChangeOwnPassword'>,
  { operator, ...context }: AdminOn<'user'>,
): Promise<Outcome<'adminChangeOwnPassword'>> {
  const { sessionId, userId, credentialId } = operator.session;
  const fault = checkNewPassword(wanted);
  if (fault !== undefined) return refuseFaults([{ pointer: '/new', detail: fault }]);
  if (!(await operator.provePassword(old))) return refuse('console-sign-in', 'The old password is wrong.');
  const credential = (await listCredentials(context.db, userId)).find((one) => one.credentialId === credentialId);
  if (!credential) return refuse('unknown-object', 'No such credential.');
  const passwordHash = await hashPassword(wanted, { salt: credential.passwordHash.slice(0, 29) });
  return change(
    context,
    async (trx): Promise<Outcome<'adminChangeOwnPassword'>> => {
      const isChanged = await changePassword(trx, { ...credential, passwordHash });
      if (!isChanged) return refuse('conflict', 'The password was changed or revoked meanwhile.');
      await endConsoleSessions(trx, { userId, except: sessionId });
      return presentSession(operator, context.now);
    },
    () => `credential ${credentialId} of user ${context.caller.userName}`,
  );
}
