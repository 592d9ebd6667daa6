import { randomBytes } from 'node:crypto';
import { type Knex } from 'knex';
import { createAccount } from '../../db/accounts/accounts.js';
import { insertApplication } from '../../db/applications/applications.js';
import { newApplicationRow, type NewApplication } from '../../db/applications/new-application.js';
import { grant } from '../../db/accounts/permissions.js';
import { assignPosition, savePosition } from '../../db/positions/positions.js';
import { writeStatement, writeTransaction } from '../../db/connection/transaction.js';
import { createUser, setConsoleRole, type UserKind } from '../../db/accounts/users.js';
import { type ConsoleRole } from '../../engine/console/console-role.js';
import { dayOf, DEFAULT_LIFETIME_MS } from '../../engine/calendar.js';
import { FLAGS, type PermissionRow } from '../../engine/permissions.js';
import { type CustomField, type PositionContent } from '../../engine/position/position.js';
import { newCredential } from '../../routes/accounts/new-credential.js';
import { TEST_NOW } from './test-now.js';

export interface TestUser {
  userId: string;
  credentialId: string;
  name: string;
  password: string;
}

/** The permissions of a user on an account, by the number of the permission: `{ 8: 'r', 16: 'rwa' }`. */
export type Holding = Record<number, string>;

/** The permissions that a partner user must have (contract, section 3). */
export const FULL: Holding = { 8: 'r', 16: 'rwa' };

/** A partner user with one account that has one position. */
export interface TestPartner {
  user: TestUser;
  accountId: string;
  positionId: string;
}

interface UserOptions {
  kind: UserKind;
  name: string;
}

export interface AccountOptions {
  accountId?: string;
  config?: string;
  name?: string;
}

export type Seed = ReturnType<typeof seedOf>;

const token = () => randomBytes(16).toString('base64url');

/** Makes what tests need, through the functions of db. Each name and id is new. */
export function seedOf(db: Knex) {
  let made = 0;

  async function user({ kind = 'partner', name = `user-${++made}` }: Partial<UserOptions> = {}): Promise<TestUser> {
    const password = `secret:${++made}`;
    const userId = (await createUser(db, { name, kind, now: TEST_NOW }))!;
    const credentialId = await newCredential(db, { userId, label: 'first', password, now: TEST_NOW, cost: 4 });
    return { userId, credentialId, name, password };
  }

  /** An internal user with a role in the console. The password is of the console alone. */
  async function operator(role: ConsoleRole | undefined, { kind = 'internal' }: Partial<UserOptions> = {}) {
    const [name, password] = [`operator-${++made}`, `secret of the console ${made}`];
    const userId = (await createUser(db, { name, kind, now: TEST_NOW }))!;
    await setConsoleRole(db, userId, role);
    const credential = { userId, label: 'console', password, purpose: 'console' as const, now: TEST_NOW, cost: 4 };
    return { userId, credentialId: await newCredential(db, credential), name, password };
  }

  async function account({ accountId, config = '', name = `account ${++made}` }: AccountOptions = {}): Promise<string> {
    return (await createAccount(db, { accountId, name, config, linkToken: token(), now: TEST_NOW }))!;
  }

  /** Creates a position that the accounts may order. */
  async function position(
    accountIds: string[],
    {
      customFields = [],
      ...rest
    }: Partial<Omit<PositionContent, 'customFields'>> & { customFields?: Partial<CustomField>[] } = {},
  ): Promise<string> {
    const plain = { caption: {}, mandatory: false, partner: false, applicant: false };
    const positionId = await writeTransaction(db, (trx) =>
      savePosition(trx, {
        aname: 'Customer Service',
        reportName: 'Customer Service Report',
        languages: ['eng', 'fra'],
        ...rest,
        customFields: customFields.map((field, index) => ({ aname: `custom_${index}`, ...plain, ...field })),
        now: TEST_NOW,
      }),
    );
    for (const accountId of accountIds) await writeTransaction(db, (trx) => assignPosition(trx, accountId, positionId));
    return positionId;
  }

  async function grantAll({ userId }: { userId: string }, accountId: string, holding: Holding = FULL): Promise<void> {
    for (const [permission, letters] of Object.entries(holding)) {
      await writeTransaction(db, (trx) => grant(trx, userId, permissionRow(accountId, Number(permission), letters)));
    }
  }

  async function partner({
    kind = 'partner',
    ...rest
  }: AccountOptions & { kind?: UserKind } = {}): Promise<TestPartner> {
    const [someone, accountId] = [await user({ kind }), await account(rest)];
    await grantAll(someone, accountId);
    return { user: someone, accountId, positionId: await position([accountId]) };
  }

  async function application(owner: TestPartner, more: ApplicationOptions = {}): Promise<string> {
    const { state, completedAt, ...rest } = more;
    const id = await writeTransaction(db, (trx) => insertApplication(trx, newApplication(owner, rest)));
    if (state !== undefined || completedAt !== undefined) {
      await writeStatement(db, (to) =>
        to('applications')
          .where({ id })
          .update({ ...(state !== undefined && { state }), completed_ms: completedAt ?? null }),
      );
    }
    return id;
  }

  return { user, operator, account, position, grant: grantAll, partner, application };
}

/** Makes a permission row from the first letters of its flags. */
export function permissionRow(accountId: string, permission: number, letters: string): PermissionRow {
  const [read, write, add, del] = FLAGS.map((flag) => letters.includes(flag[0]!));
  return { accountId, permission, read: read!, write: write!, add: add!, delete: del! };
}

export interface ApplicationOptions extends Partial<NewApplication> {
  /** The state as it is stored. */
  state?: number;
  completedAt?: number;
}

/** Makes an application of the owner that can be inserted. It is created at TEST_NOW unless `more` says otherwise. */
export function newApplication(
  { user, accountId, positionId }: TestPartner,
  more: Partial<NewApplication> = {},
): NewApplication {
  const createdAt = more.createdAt ?? TEST_NOW;
  return {
    accountId,
    positionId,
    userId: user.userId,
    languageId: 'eng',
    languageGiven: true,
    isTest: false,
    fields: [
      { name: 'app_full_name', value: 'Ada Lovelace' },
      { name: 'email', value: 'ada@example.com' },
    ],
    candidateEmail: 'ada@example.com',
    appEmail: undefined,
    appPhone: undefined,
    appUrl: undefined,
    reference: undefined,
    appToken: token(),
    repToken: token(),
    repAccToken: token(),
    dateSub: dayOf(createdAt),
    createdAt,
    expiresAt: createdAt + DEFAULT_LIFETIME_MS,
    ...more,
  };
}

const ROWS_A_STATEMENT = 1000;

/**
 * Inserts many incomplete applications of the owner, a thousand in each statement. The nth application has the values
 * of `more(n)`.
 */
export async function insertMany(
  db: Knex,
  owner: TestPartner,
  { count, more }: { count: number; more?: (index: number) => Partial<NewApplication> },
): Promise<void> {
  await writeTransaction(db, async (trx) => {
    for (let from = 0; from < count; from += ROWS_A_STATEMENT) {
      const size = Math.min(ROWS_A_STATEMENT, count - from);
      const rows = Array.from({ length: size }, (_, i) => newApplicationRow(newApplication(owner, more?.(from + i))));
      const columns = Object.keys(rows[0]!);
      const values = `(${columns.map(() => '?').join()})`;
      // The text is made here, because the query builder takes longer for the rows than the database.
      const sql = `insert into applications (${columns.join()}) values ${rows.map(() => values).join()}`;
      await trx.raw(sql, rows.flatMap((row) => Object.values(row)) as Knex.RawBinding[]);
    }
  });
}
