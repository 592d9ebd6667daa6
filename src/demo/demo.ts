import { randomBytes } from 'node:crypto';
import { type Knex } from 'knex';
import { createAccount, listAccounts } from '../../db/accounts/accounts.js';
import { insertApplication } from '../../db/applications/applications.js';
import { addCredential } from '../../db/accounts/credentials.js';
import { dialectOf } from '../../db/connection/dialect.js';
import { grant } from '../../db/accounts/permissions.js';
import { assignPosition, savePosition } from '../../db/positions/positions.js';
import { LONG_PATIENCE_MS, writeTransaction } from '../../db/connection/transaction.js';
import { createUser, listUsers, setConsoleRole, type UserKind } from '../../db/accounts/users.js';
import { type ConsoleRole } from '../../engine/console/console-role.js';
import { PERMISSIONS, type PermissionName } from '../../engine/permissions.js';
import { loadDemoPositions } from './demo-positions.js';
import { madeUpApplication } from './made-up-application.js';
import { hashPassword } from '../../routes/accounts/new-credential.js';

export interface DemoAccess {
  userNames: string[];
  password: string;
  /** The password was made just now. It can be shown only at this moment. */
  generated: boolean;
}

export const DEMO_ACCOUNT_ID = '10000001';

/** Both positions have a reducer of that name. */
const CONFIG = 'ver|1|rdc|overall';

/** The label of the credential that the demo makes for each of its users. */
export const DEMO_LABEL = 'demo';

type Flags = { read: boolean; write: boolean; add: boolean; delete: boolean };
type DemoUser = {
  name: string;
  kind: UserKind;
  grants: Partial<Record<PermissionName, Flags>>;
  /** The user works in the console and not with the API. */
  role?: ConsoleRole;
};

const READ = { read: true, write: false, add: false, delete: false };
const ALL = { read: true, write: true, add: true, delete: true };

/** The demo's user of the console. */
export const OPERATOR = 'demo-operator';

/** One user of each kind a gateway has: a partner's server, two internal tools, an operator in the console. */
const DEMO_USERS: DemoUser[] = [
  {
    name: 'demo-partner',
    kind: 'partner',
    grants: { 'account-member': READ, 'partner-std': { ...ALL, delete: false } },
  },
  { name: 'demo-internal', kind: 'internal', grants: { 'account-member': READ } },
  { name: 'demo-admin', kind: 'internal', grants: { 'account-member': ALL, 'partner-std': ALL } },
  { name: OPERATOR, kind: 'internal', grants: {}, role: 'admin' },
];

export const DEMO_USER_NAMES = DEMO_USERS.map((user) => user.name);

const CANDIDATES = [
  { name: 'Ada Lovelace', email: 'ada@example.com' },
  { name: 'Alan Turing', email: 'alan@example.com' },
  { name: 'Grace Hopper', email: 'grace@example.com' },
];

/**
 * Fills an empty database that nobody else can use yet. It gets the demo account, its positions, three open
 * applications and the three users. Undefined if the database was not empty or is a server's.
 */
export async function fillEmptyDatabase(
  db: Knex,
  { password: given, now }: { password: string | undefined; now: number },
): Promise<DemoAccess | undefined> {
  if (dialectOf(db).shareDatabase || !(await isEmpty(db))) return undefined;
  const password = given ?? randomBytes(12).toString('base64url');
  const positions = loadDemoPositions();
  // The passwords are hashed before the transaction, because this takes a while. Each has its own salt.
  const hashes = await Promise.all(DEMO_USERS.map(() => hashPassword(password)));
  const fillIfEmpty = async (trx: Knex.Transaction): Promise<boolean> => {
    if (!(await isEmpty(trx))) return false;
    await fill(trx, { positions, hashes, now });
    return true;
  };
  const filled = await writeTransaction(db, fillIfEmpty, { patienceMs: LONG_PATIENCE_MS });
  if (!filled) return undefined;
  return { userNames: DEMO_USER_NAMES, password, generated: given === undefined };
}

async function isEmpty(db: Knex): Promise<boolean> {
  return (await listAccounts(db)).length === 0 && (await listUsers(db)).length === 0;
}

interface Filling {
  positions: ReturnType<typeof loadDemoPositions>;
  /** The hash of the password for each of the users. */
  hashes: string[];
  now: number;
}

async function fill(trx: Knex.Transaction, { positions, hashes, now }: Filling): Promise<void> {
  const account = { accountId: DEMO_ACCOUNT_ID, name: 'Demo Partner', config: CONFIG, linkToken: newToken(), now };
  await createAccount(trx, account);
  const positionIds: string[] = [];
  for (const position of positions) {
    const positionId = await savePosition(trx, { ...position, now });
    await assignPosition(trx, DEMO_ACCOUNT_ID, positionId);
    positionIds.push(positionId);
  }
  const userIds: string[] = [];
  for (const [index, user] of DEMO_USERS.entries()) {
    userIds.push(await addDemoUser(trx, user, { passwordHash: hashes[index]!, now }));
  }
  for (const candidate of CANDIDATES) {
    const application = madeUpApplication({
      accountId: DEMO_ACCOUNT_ID,
      positionId: positionIds[0]!,
      userId: userIds[0]!,
      languageId: positions[0]!.languages[0]!,
      languageGiven: false,
      createdAt: now,
      candidate,
      newToken,
    });
    await insertApplication(trx, application);
  }
}

async function addDemoUser(
  trx: Knex.Transaction,
  { name, kind, grants, role }: DemoUser,
  { passwordHash, now }: { passwordHash: string; now: number },
): Promise<string> {
  const userId = (await createUser(trx, { name, kind, now }))!;
  const purpose = role === undefined ? ('api' as const) : ('console' as const);
  await addCredential(trx, { userId, label: DEMO_LABEL, passwordHash, purpose, now });
  if (role !== undefined) await setConsoleRole(trx, userId, role);
  for (const [permission, flags] of Object.entries(grants)) {
    const bit = PERMISSIONS[permission as PermissionName];
    await grant(trx, userId, { accountId: DEMO_ACCOUNT_ID, permission: bit, ...flags });
  }
  return userId;
}

const newToken = (): string => randomBytes(16).toString('base64url');
