import { type Knex } from 'knex';
import { dialectOf } from '../connection/dialect.js';
import { openSecret, sealSecret } from '../connection/sealed-columns.js';
import { writeStatement, writeTransaction } from '../connection/transaction.js';
import { type AccountRow } from '../connection/tables.js';

export interface StoredAccount {
  accountId: string;
  name: string;
  /** The config string as stored (contract section 5). */
  readonly config: string;
  linkToken: string;
  createdAt: number;
  /** Set while the account is disabled (decision 0027). */
  disabledAt: number | undefined;
}

/** A row of the table as an account. */
export function toAccount(db: Knex, row: AccountRow): StoredAccount {
  return {
    accountId: row.id,
    name: row.name,
    // Opened only when it is needed, so that one that does not open hides no other account.
    get config() {
      return openSecret(db, 'config', [row.id], row.config);
    },
    linkToken: row.link_token,
    createdAt: row.created_ms,
    disabledAt: row.disabled_ms ?? undefined,
  };
}

/** Adds an account with the given id, or with the next free id without one. Undefined when the given id is taken. */
export async function createAccount(
  db: Knex,
  account: { accountId?: string | undefined; name: string; config: string; linkToken: string; now: number },
): Promise<string | undefined> {
  const { accountId, name, config, linkToken, now } = account;
  const row = { name, link_token: linkToken, created_ms: now };
  try {
    if (accountId !== undefined) {
      const sealed = { ...row, id: accountId, config: sealSecret(db, 'config', [accountId], config) };
      await writeStatement(db, (to) => to('accounts').insert(sealed));
      return accountId;
    }
    return await writeTransaction(db, async (trx) => {
      const [id] = await trx('accounts').insert({ ...row, config: '' });
      // The config is sealed for the id of its row, which is known only now.
      await storeConfig(trx, String(id), config);
      return String(id);
    });
  } catch (error) {
    if (dialectOf(db).isDuplicateKey(error)) return undefined;
    throw error;
  }
}

/** The account of that id, if there is one. */
export async function findAccount(db: Knex, accountId: string): Promise<StoredAccount | undefined> {
  const row = await db('accounts').where({ id: accountId }).first();
  return row && toAccount(db, row);
}

/** The accounts of those ids, sorted by id; all accounts without ids. */
export async function listAccounts(db: Knex, accountIds?: string[]): Promise<StoredAccount[]> {
  const query = db('accounts').orderBy('id');
  if (accountIds) void query.whereIn('id', accountIds);
  return (await query).map((row) => toAccount(db, row));
}

/**
 * Locks the account until the transaction ends, and returns it. Two steps that must not run at once on one account (the
 * test for a duplicate, a config change) run behind this lock.
 */
export async function lockAccount(trx: Knex.Transaction, accountId: string): Promise<StoredAccount | undefined> {
  await dialectOf(trx).lockRow(trx, 'accounts', accountId);
  return findAccount(trx, accountId);
}

/** Stores the config string of an account. A change of one that is there goes through `changeConfig`. */
export async function storeConfig(trx: Knex.Transaction, accountId: string, config: string): Promise<void> {
  await trx('accounts')
    .where({ id: accountId })
    .update({ config: sealSecret(trx, 'config', [accountId], config) });
}

/** Gives the account another name; the caller has checked it. */
export async function renameAccount(trx: Knex.Transaction, accountId: string, name: string): Promise<void> {
  await trx('accounts').where({ id: accountId }).update({ name });
}

/** Disables the account from the instant given (ms), or enables it again. */
export async function setAccountDisabled(
  trx: Knex.Transaction,
  accountId: string,
  disabledAt: number | undefined,
): Promise<void> {
  await trx('accounts')
    .where({ id: accountId })
    .update({ disabled_ms: disabledAt ?? null });
}
