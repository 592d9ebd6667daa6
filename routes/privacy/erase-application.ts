import { type Input } from '../documented.js';
import { type On, type Outcome } from '../operation.js';
import { eraseInBatches } from './erase-in-batches.js';

/** Takes the person out of one application. To do so twice changes nothing. */
export async function eraseApplication(
  _input: Input<'eraseApplication'>,
  { application: { applicationId, accountId }, ...context }: On<'application'>,
): Promise<Outcome<'eraseApplication'>> {
  return { account_id: accountId, erased: await eraseInBatches([applicationId], { ...context, accountId }) };
}
