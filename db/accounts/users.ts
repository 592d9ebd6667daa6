import { type Knex } from 'knex';
import { type ConsoleRole, consoleRoleOf } from '../../engine/console/console-role.js';
import { isStorableId } from '../../engine/entity-id.js';
import { formsOfName, normalForm } from '../../engine/sign-in/normal-form.js';
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
  consoleRole: ConsoleRole | undefined;
  createdAt: number;
}

/** A user as the rest of the program knows it. */
export function toUser(row: UserRow): StoredUser {
  return {
    userId: row.id,
    name: row.name,
    kind: row.kind,
    active: row.active === 1,
    accessVersion: Number(row.access_version),
    consoleRole: consoleRoleOf(row.console_role),
    createdAt: row.created_ms,
  };
}

/** Adds an active user without credentials. Undefined when the name is taken, in whatever form it is written. */
export async function createUser(
  db: Knex,
  user: { name: string; kind: UserKind; now: number },
): Promise<string | undefined> {
  // The unique key does not see a name that was stored in another form before.
  if (await findUser(db, user.name)) return undefined;
  const row = { name: normalForm(user.name), kind: user.kind, active: true, access_version: 1, created_ms: user.now };
  try {
    const [id] = await writeStatement(db, (to) => to('users').insert(row));
    return String(id);
  } catch (error) {
    if (dialectOf(db).isDuplicateKey(error)) return undefined;
    throw error;
  }
}

/** The user of that name, in whatever form it is written (case counts), if there is one. */
export async function findUser(db: Knex, name: string): Promise<StoredUser | undefined> {
  const forms = formsOfName(name);
  const rows = await db('users').whereIn('name', forms).whereNull('deleted_ms');
  // Some collations ignore trailing spaces. Names of users do not.
  const best = forms.find((form) => rows.some((row) => row.name === form));
  const row = rows.find((one) => one.name === best);
  return row && toUser(row);
}

/** The user of that id, unless it was deleted. */
export async function findUserById(db: Knex, userId: string): Promise<StoredUser | undefined> {
  const row = await db('users').where({ id: userId }).whereNull('deleted_ms').first();
  return row && toUser(row);
}

/** Locks the user of that id until the transaction ends, and returns it. Undefined for an id that is no user's. */
export async function lockUser(trx: Knex.Transaction, userId: string): Promise<StoredUser | undefined> {
  if (!isStorableId(userId)) return undefined;
  await dialectOf(trx).lockRow(trx, 'users', userId);
  return findUserById(trx, userId);
}

/** Whether there is any user, without deleted ones. */
export async function hasUsers(db: Knex): Promise<boolean> {
  return (await db('users').whereNull('deleted_ms').first('id')) !== undefined;
}

/** All users, sorted by name, without deleted ones. */
export async function listUsers(db: Knex): Promise<StoredUser[]> {
  const rows = await db('users').whereNull('deleted_ms').orderBy('name');
  return rows.map(toUser);
}

/** A user who was deleted. Its former name may belong to another user by now. */
export interface DeletedUser {
  userId: string;
  formerName: string;
  kind: UserKind;
  createdAt: number;
  deletedAt: number;
}

/** All deleted users, the oldest deletion first. */
export async function listDeletedUsers(db: Knex): Promise<DeletedUser[]> {
  const rows = await db('users').whereNotNull('deleted_ms').orderBy(['deleted_ms', 'id']);
  return rows.map((row) => ({
    userId: row.id,
    formerName: row.former_name!,
    kind: row.kind,
    createdAt: row.created_ms,
    deletedAt: row.deleted_ms!,
  }));
}

/** Disables or enables a user, effective at the next request. False when there is no such user. */
export async function setUserActive(db: Knex, userId: string, active: boolean): Promise<boolean> {
  const where = { id: userId, deleted_ms: null };
  return (await writeStatement(db, (to) => to('users').where(where).update({ active }))) > 0;
}

/**
 * The active users who are admins of the console. They stay as they are until the transaction ends, so that two admins
 * at once cannot each take the other one away. (A database with one writer at a time needs no lock for that.)
 */
export async function lockAdmins(trx: Knex.Transaction): Promise<string[]> {
  const admins = trx('users').where({ console_role: 'admin', active: 1, kind: 'internal' }).whereNull('deleted_ms');
  return (await admins.forUpdate().select('id')).map(({ id }) => id);
}

/** Gives a user a role in the console, or none, effective at the next request. */
export async function setConsoleRole(db: Knex, userId: string, role: ConsoleRole | undefined): Promise<void> {
  await writeStatement(db, (to) =>
    to('users')
      .where({ id: userId })
      .update({ console_role: role ?? null }),
  );
}

/**
 * Gives a user another name, effective at the next sign-in. False when another user has it, in whatever form it is
 * written.
 */
export async function renameUser(trx: Knex.Transaction, userId: string, name: string): Promise<boolean> {
  const holder = await findUser(trx, name);
  if (holder && holder.userId !== userId) return false;
  try {
    await trx('users')
      .where({ id: userId })
      .update({ name: normalForm(name) });
    return true;
  } catch (error) {
    if (dialectOf(trx).isDuplicateKey(error)) return false;
    throw error;
  }
}

/**
 * Deletes a user for good, effective at the next request: its credentials are revoked, and it loses all permissions.
 * The row stays, because applications name it. Its name becomes free, and a new user of that name is another user
 * (decision 0027). The colon makes a name that nobody can have or sign in with.
 */
export async function deleteUser(
  trx: Knex.Transaction,
  { userId, name }: Pick<StoredUser, 'userId' | 'name'>,
  now: number,
): Promise<void> {
  await raiseAccessVersion(trx, userId);
  await trx('permissions').where({ user_id: userId }).delete();
  await trx('credentials').where({ user_id: userId }).whereNull('revoked_ms').update({ revoked_ms: now });
  const gone = { name: `deleted:${userId}`, former_name: name, active: false, deleted_ms: now };
  await trx('users').where({ id: userId }).update(gone);
}

/** Makes every cached permission of the user stale. To be called in the transaction that grants or revokes. */
export async function raiseAccessVersion(trx: Knex.Transaction, userId: string): Promise<void> {
  await trx('users').where({ id: userId }).increment('access_version', 1);
}
