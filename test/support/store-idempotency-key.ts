import { type Knex } from 'knex';
import {
  claimIdempotencyKey,
  type IdempotencyScope,
  storeIdempotentReply,
} from '../../db/applications/idempotency-keys.js';

/** Stores the first use of a key, as an order does. */
export async function storeIdempotencyKey(
  trx: Knex.Transaction,
  scope: IdempotencyScope,
  { reply, ...first }: { requestHash: string; reply: string; now: number },
): Promise<void> {
  await claimIdempotencyKey(trx, scope, first);
  await storeIdempotentReply(trx, scope, reply);
}
