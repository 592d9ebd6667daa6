import { replacePermissions, permissionsOf } from '../../../db/accounts/permissions.js';
import { addCredential, listCredentials } from '../../../db/accounts/credentials.js';
import { createUser, findUserById } from '../../../db/accounts/users.js';
import { PERMISSIONS } from '../../../engine/permissions.js';
import { refuse, refuseFaults } from '../../../engine/refusal.js';
import { checkUserName } from '../../../engine/sign-in/check-user-name.js';
import { normalForm } from '../../../engine/sign-in/normal-form.js';
import { USUAL_GRANTS } from '../../../engine/sign-in/usual-grants.js';
import { hashPassword } from '../../accounts/new-credential.js';
import { change } from '../../change.js';
import { type Input } from '../../documented.js';
import { type Outcome } from '../../operation.js';
import { type AdminOn } from '../admin-operation.js';
import { presentCredential } from '../users/present-credential.js';
import { presentHolder } from './present-holder.js';

const LABEL = 'first';

/** Makes a partner's user with the usual permissions on the account and a password that is shown this once. */
export async function createPartnerUser(
  { name: given }: Input<'adminCreatePartnerUser'>,
  { accountId, operator, ...context }: AdminOn<'account'>,
): Promise<Outcome<'adminCreatePartnerUser'>> {
  const name = normalForm(given);
  const fault = checkUserName(name);
  if (fault !== undefined) return refuseFaults([{ pointer: '/name', detail: fault }]);
  const { now } = context;
  const password = operator.randomBytes(24).toString('base64url');
  // The password is hashed before the transaction, because nobody else could write during the hashing.
  const passwordHash = await hashPassword(password);
  return change(
    context,
    async (trx): Promise<Outcome<'adminCreatePartnerUser'>> => {
      const userId = await createUser(trx, { name, kind: 'partner', now });
      if (userId === undefined) return refuse('conflict', `There is a user ${JSON.stringify(name)} already.`);
      await replacePermissions(trx, userId, accountId, rowsOf(USUAL_GRANTS.partner));
      await addCredential(trx, { userId, label: LABEL, passwordHash, now });
      const credentials = (await listCredentials(trx, userId)).map((one) => presentCredential(one, now));
      const user = (await findUserById(trx, userId))!;
      return { ...presentHolder(user, await permissionsOf(trx, userId)), credentials, password };
    },
    () => `user ${name} account ${accountId} made as a partner`,
  );
}

function rowsOf(grants: (typeof USUAL_GRANTS)['partner']) {
  return grants.map(({ permission, flags }) => ({
    permission: PERMISSIONS[permission],
    read: flags.some((flag) => flag === 'read'),
    write: flags.some((flag) => flag === 'write'),
    add: flags.some((flag) => flag === 'add'),
    delete: false,
  }));
}
