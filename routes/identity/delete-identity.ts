import { lockAccount } from '../../db/accounts/accounts.js';
import { deleteIdentity as remove } from '../../db/identity/identities.js';
import { change, Unchanged } from '../change.js';
import { type Input, type Schema } from '../documented.js';
import { type On, type Outcome } from '../operation.js';
import { presentIdentity } from './present-identity.js';

/** Deletes what an account said about itself, the logo too. It then shows itself by its name alone. */
export async function deleteIdentity(
  _input: Input<'deleteIdentity'>,
  { accountId, ...context }: On<'account'>,
): Promise<Outcome<'deleteIdentity'>> {
  return change(context, async (trx): Promise<Schema<'Identity'> | Unchanged<Schema<'Identity'>>> => {
    await lockAccount(trx, accountId);
    const shown = presentIdentity(accountId, undefined, context);
    return (await remove(trx, accountId)) ? shown : new Unchanged(shown);
  });
}
