import { createAccount as insertAccount } from '../../../db/accounts/accounts.js';
import { checkName } from '../../../engine/check-name.js';
import { isStorableId } from '../../../engine/entity-id.js';
import { refuse, type Refusal, refuseFaults } from '../../../engine/refusal.js';
import { change } from '../../change.js';
import { type Input, type Schema } from '../../documented.js';
import { type Outcome } from '../../operation.js';
import { type AdminOn } from '../admin-operation.js';
import { readAccount } from './get-account.js';

/** Creates an account without users, positions and url. */
export async function createAccount(
  { name, id: accountId }: Input<'adminCreateAccount'>,
  context: AdminOn<'user'>,
): Promise<Outcome<'adminCreateAccount'>> {
  const nameFault = checkName(name);
  const faults = [
    ...(nameFault === undefined ? [] : [{ pointer: '/name', detail: nameFault }]),
    ...(accountId === undefined || (accountId !== '0' && isStorableId(accountId))
      ? []
      : [{ pointer: '/id', detail: 'must be from 1 to 9223372036854775807' }]),
  ];
  if (faults.length > 0) return refuseFaults(faults);
  const account = { accountId, name, config: 'ver|1', linkToken: context.newToken(), now: context.now };
  return change(
    context,
    async (trx): Promise<Schema<'AdminAccount'> | Refusal> => {
      const id = await insertAccount(trx, account);
      if (id === undefined) return refuse('conflict', `There is an account ${accountId} already.`);
      return readAccount(trx, id, context.now);
    },
    ({ account_id: id }) => `account ${id}`,
  );
}
