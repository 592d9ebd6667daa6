import { findPerson } from '../../db/privacy/find-person.js';
import { type Input } from '../documented.js';
import { type On, type Outcome } from '../operation.js';
import { eraseInBatches } from './erase-in-batches.js';

/** Takes a person out of all applications of an account that name the person's e-mail address. */
export async function erasePerson(
  { email }: Input<'erasePerson'>,
  { accountId, ...context }: On<'account'>,
): Promise<Outcome<'erasePerson'>> {
  const ids = await findPerson(context.db, accountId, email);
  return { account_id: accountId, erased: await eraseInBatches(ids, { ...context, accountId }) };
}
