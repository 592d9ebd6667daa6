import { type Knex } from 'knex';
import { dialectOf } from '../connection/dialect.js';
import { writeStatement } from '../connection/transaction.js';
import { type UserRow } from '../connection/tables.js';

export type UserKind = 'partner' | 'internal';

export interface StoredUser {
  userId: string;
  name: string;
  kind: UserKind;
  active: boolean;
  accessVersion: number;
  createdAt: number;
}

function toUser(row: UserRow): StoredUser {
  return {
    userId: row.id,
    name: row.name,
    kind: row.kind,
    active: row.active === 1,
    accessVersion: Number(row.access_version),
    createdAt: row.created_ms,
  };
}

/** Adds an active user without credentials. Undefined when the name is taken. */
export async function createUser(
  db: Knex,
  user: { name: string; kind: UserKind; now: number },
): Promise<string | undefined> {
  const row = { name: user.name, kind: user.kind, active: true, access_version: 1, created_ms: user.now };
  try {
    const [id] = await writeStatement(db, (to) => to('users').insert(row));
    return String(id);
  } catch (error) {
    if (dialectOf(db).isDuplicateKey(error)) return undefined;
    throw error;
  }
}

/** The user of that exact name (case counts), if there is one. */
export async function findUser(db: Knex, name: string): Promise<StoredUser | undefined> {
  const row = await db('users').where({ name }).first();
  return row && toUser(row);
}

/** All users, sorted by name. */
export async function listUsers(db: Knex): Promise<StoredUser[]> {
  const rows = await db('users').orderBy('name');
  return rows.map(toUser);
}

/** Disables or enables a user, effective at the next request. False when there is no such user. */
export async function setUserActive(db: Knex, name: string, active: boolean): Promise<boolean> {
  return (await writeStatement(db, (to) => to('users').where({ name }).update({ active }))) > 0;
}

/** Makes every cached permission of the user stale. To be called in the transaction that grants or revokes. */
export async function raiseAccessVersion(trx: Knex.Transaction, userId: string): Promise<void> {
  await trx('users').where({ id: userId }).increment('access_version', 1);
}
