import { createCipheriv } from 'node:crypto';
import { type Knex } from 'knex';
import { createAccount } from '../../db/accounts/accounts.js';
import { addCredential } from '../../db/accounts/credentials.js';
import { grant } from '../../db/accounts/permissions.js';
import { assignPosition, savePosition } from '../../db/positions/positions.js';
import { writeTransaction } from '../../db/connection/transaction.js';
import { createUser } from '../../db/accounts/users.js';
import { PERMISSIONS } from '../../engine/permissions.js';
import { demoLoad } from '../../src/demo/demo-load.js';
import { hashPassword } from '../../routes/accounts/new-credential.js';

/** The first user is verified before anything is measured. The others make their first request during a flood. */
export const USER_NAMES = Array.from({ length: 12 }, (_, index) => `bench-${index}`);
export const PASSWORD = 'correct horse battery staple';
export const ACCOUNT_ID = '20000001';
const OTHER_ACCOUNT_ID = '20000002';

const PARTNER = { read: true, write: true, add: true, delete: false };

// The load gives the nth account of this list 1/n of the rows of the first. Our account is in the list three times and
// so gets 88 %. Of these rows 70 % are open.
const ACCOUNTS_BY_SHARE = [ACCOUNT_ID, ACCOUNT_ID, ACCOUNT_ID, OTHER_ACCOUNT_ID];
const OPEN_SHARE = 0.88 * 0.7;

/** Gives the number of all rows with which the account has about `open` open ones. */
export const rowsFor = (open: number): number => Math.ceil(open / OPEN_SHARE);

/**
 * Makes two accounts, three positions, partner users of the first account, and applications. The bytes are the same on
 * any empty database.
 */
export async function seed(db: Knex, { applications, now }: { applications: number; now: number }): Promise<void> {
  const randomBytes = sameBytes();
  const hashes = await Promise.all(USER_NAMES.map(() => hashPassword(PASSWORD)));
  const { positionIds, userId } = await writeTransaction(db, (trx) => fill(trx, { randomBytes, hashes, now }));
  await demoLoad(db, { accountIds: ACCOUNTS_BY_SHARE, positionIds, userId, applications, seed: 1, now, randomBytes });
}

interface Filling {
  randomBytes: (size: number) => Buffer;
  /** The hashes of the password, one for each user. */
  hashes: string[];
  now: number;
}

async function fill(trx: Knex.Transaction, { randomBytes, hashes, now }: Filling) {
  const positionIds: string[] = [];
  for (const aname of ['Customer Service', 'Team Leader', 'Sales']) {
    const position = {
      aname,
      reportName: `${aname} Report`,
      languages: ['eng', 'fra', 'spa', 'ara'],
      customFields: [],
    };
    positionIds.push(await savePosition(trx, { ...position, now }));
  }
  for (const accountId of [ACCOUNT_ID, OTHER_ACCOUNT_ID]) {
    const linkToken = randomBytes(16).toString('base64url');
    await createAccount(trx, { accountId, name: `Account ${accountId}`, config: 'ver|1', linkToken, now });
    for (const positionId of positionIds) await assignPosition(trx, accountId, positionId);
  }
  const userIds: string[] = [];
  for (const [index, name] of USER_NAMES.entries()) {
    userIds.push(await addUser(trx, { name, passwordHash: hashes[index]!, now }));
  }
  return { positionIds, userId: userIds[0]! };
}

async function addUser(
  trx: Knex.Transaction,
  { name, passwordHash, now }: { name: string; passwordHash: string; now: number },
): Promise<string> {
  const userId = (await createUser(trx, { name, kind: 'partner', now }))!;
  await addCredential(trx, { userId, label: 'bench', passwordHash, now });
  for (const permission of [PERMISSIONS['account-member'], PERMISSIONS['partner-std']]) {
    await grant(trx, userId, { accountId: ACCOUNT_ID, permission, ...PARTNER });
  }
  return userId;
}

// The key stream of a constant key looks like random bytes and is the same on each database.
function sameBytes(): (size: number) => Buffer {
  const stream = createCipheriv('aes-128-ctr', Buffer.alloc(16), Buffer.alloc(16));
  return (size) => stream.update(Buffer.alloc(size));
}
