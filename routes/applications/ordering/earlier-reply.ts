import { type Knex } from 'knex';
import {
  claimIdempotencyKey,
  findIdempotencyKey,
  type IdempotencyScope,
} from '../../../db/applications/idempotency-keys.js';
import { refuse, type Refusal } from '../../../engine/refusal.js';
import { Unchanged } from '../../change.js';
import { type Schema } from '../../documented.js';

/**
 * The scope under which the reply is kept for the request's idempotency key, and the hash that a second request must
 * have.
 */
export interface Once {
  scope: IdempotencyScope;
  requestHash: string;
}

/** What a reply says of an order and what a repeated order gets again. */
export type Placed = Pick<Schema<'CreatedApplication'>, 'application_id' | 'app_link_full' | 'warnings'>;

/**
 * Claims the idempotency key for the transaction of its request. If the key was used before, this is the first reply.
 * Refuses a key that was used with another request.
 */
export async function earlierReply(
  trx: Knex.Transaction,
  { scope, requestHash }: Once,
  now: number,
): Promise<Unchanged<Placed> | Refusal | undefined> {
  if (await claimIdempotencyKey(trx, scope, { requestHash, now })) return undefined;
  const earlier = (await findIdempotencyKey(trx, scope))!;
  if (earlier.requestHash === requestHash) return new Unchanged(JSON.parse(earlier.reply) as Placed);
  return refuse('idempotency-key-reused', 'This idempotency_key was already used with another request.');
}
