import { testsToErase } from '../../db/privacy/due-for-erasure.js';
import { type Input } from '../documented.js';
import { type On, type Outcome } from '../operation.js';
import { eraseInBatches } from './erase-in-batches.js';

// As many as a request can do in a few seconds.
const AT_ONCE = 500;

/** Takes the people out of the orders of an account that were tests, up to 500 at a time. */
export async function eraseTests(
  _input: Input<'eraseTests'>,
  { accountId, ...context }: On<'account'>,
): Promise<Outcome<'eraseTests'>> {
  const ids = await testsToErase(context.db, { accountId, after: '0', limit: AT_ONCE + 1 });
  const erased = await eraseInBatches(ids.slice(0, AT_ONCE), { ...context, accountId });
  return { account_id: accountId, erased, has_more: ids.length > AT_ONCE };
}
