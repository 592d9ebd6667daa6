import { type Knex } from 'knex';
import { deleteOldest } from '../connection/delete-oldest.js';
import { oldestOf } from '../connection/inspection/oldest-of.js';
import { dialectOf } from '../connection/dialect.js';
import { openSecret, sealSecret } from '../connection/sealed-columns.js';

export interface IdempotencyScope {
  accountId: string;
  userId: string;
  key: string;
}

const where = ({ accountId, userId, key }: IdempotencyScope) => ({
  account_id: accountId,
  user_id: userId,
  idempotency_key: key,
});

const ownerOf = ({ accountId, userId, key }: IdempotencyScope) => [accountId, userId, key];

/** The first use of the key, if it was used. */
export async function findIdempotencyKey(
  trx: Knex,
  scope: IdempotencyScope,
): Promise<{ requestHash: string; reply: string } | undefined> {
  const row = await trx('idempotency_keys').where(where(scope)).first('request_hash', 'reply');
  return row && { requestHash: row.request_hash, reply: openSecret(trx, 'reply', ownerOf(scope), row.reply) };
}

/**
 * Claims the key for this transaction. False if it was used before. Of several transactions that claim one key, also at
 * several nodes of a cluster, only one commits: the others wait for it here, or meet a conflict and run again.
 */
export async function claimIdempotencyKey(
  trx: Knex.Transaction,
  scope: IdempotencyScope,
  { requestHash, now }: { requestHash: string; now: number },
): Promise<boolean> {
  try {
    await trx('idempotency_keys').insert({ ...where(scope), request_hash: requestHash, reply: '', created_ms: now });
    return true;
  } catch (error) {
    if (dialectOf(trx).isDuplicateKey(error)) return false;
    throw error;
  }
}

/** Stores the first reply, in the transaction that claimed the key and made the reply. */
export async function storeIdempotentReply(
  trx: Knex.Transaction,
  scope: IdempotencyScope,
  reply: string,
): Promise<void> {
  const sealed = sealSecret(trx, 'reply', ownerOf(scope), reply);
  await trx('idempotency_keys').where(where(scope)).update({ reply: sealed });
}

/** When the oldest key was remembered, ms. */
export function oldestIdempotencyKey(db: Knex): Promise<number | undefined> {
  return oldestOf(db, 'idempotency_keys', 'created_ms');
}

/** Deletes keys that were first used before that instant, a batch of them. Answers how many. */
export async function forgetIdempotencyKeys(db: Knex, before: number): Promise<number> {
  return deleteOldest(db, 'idempotency_keys', 'created_ms', before);
}
