import { type Knex } from 'knex';
import { openSecret, sealSecret } from '../connection/sealed-columns.js';
import { writeStatement } from '../connection/transaction.js';

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

/** Stores the first reply, in the transaction that made it. */
export async function addIdempotencyKey(
  trx: Knex.Transaction,
  scope: IdempotencyScope,
  { requestHash, reply, now }: { requestHash: string; reply: string; now: number },
): Promise<void> {
  const sealed = sealSecret(trx, 'reply', ownerOf(scope), reply);
  await trx('idempotency_keys').insert({ ...where(scope), request_hash: requestHash, reply: sealed, created_ms: now });
}

/** Deletes the keys that were first used before that instant. */
export async function forgetIdempotencyKeys(db: Knex, before: number): Promise<number> {
  return writeStatement(db, (to) => to('idempotency_keys').where('created_ms', '<', before).delete());
}
