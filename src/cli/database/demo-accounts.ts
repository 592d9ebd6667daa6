import { type Knex } from 'knex';
import { createAccount } from '../../../db/accounts/accounts.js';
import { grant } from '../../../db/accounts/permissions.js';
import { assignPosition, savePosition } from '../../../db/positions/positions.js';
import { createUser, findUser } from '../../../db/accounts/users.js';
import { PERMISSIONS } from '../../../engine/permissions.js';
import { LANGUAGE_IDS } from '../../../engine/languages/languages.js';
import { newCredential } from '../../../routes/accounts/new-credential.js';
import { changeAsOperator } from '../session/change-as-operator.js';
import { type Session } from '../session/session.js';

/** The one user of made-up data. It may act for every made-up account. */
export const LOAD_USER = 'load-partner';

const POSITIONS = ['Customer Service', 'Sales', 'Team Leader'];
const ACCOUNTS_A_TRANSACTION = 50;
const READ = { read: true, write: false, add: false, delete: false };

export interface DemoAccounts {
  userId: string;
  accountIds: string[];
  positionIds: string[];
}

/**
 * Makes accounts, the positions they may order, and the user with access to all of them. A user that is already there
 * is kept. Each transaction leaves complete data.
 */
export async function makeDemoAccounts(
  session: Session,
  { accounts, password }: { accounts: number; password: string | undefined },
): Promise<DemoAccounts> {
  const now = session.now();
  const operation = { operation: 'demo', object: `user ${LOAD_USER}` };
  const { userId, positionIds } = await changeAsOperator(session, operation, async (trx) => {
    // The insert comes before the look-up. Two runs at once could both look, find no user, and both insert.
    const id =
      (await createUser(trx, { name: LOAD_USER, kind: 'partner', now })) ?? (await findUser(trx, LOAD_USER))!.userId;
    return { userId: id, positionIds: await makePositions(trx, now) };
  });
  if (password !== undefined) {
    const credential = { userId, label: 'demo', password, now };
    await newCredential(await session.db(), credential, (work) => changeAsOperator(session, operation, work));
  }
  const accountIds: string[] = [];
  while (accountIds.length < accounts) {
    const size = Math.min(ACCOUNTS_A_TRANSACTION, accounts - accountIds.length);
    const made = await changeAsOperator(
      session,
      { operation: 'demo', object: (ids: string[]) => `accounts ${ids.join(' ')}` },
      async (trx) => {
        const ids: string[] = [];
        for (let i = 1; i <= size; i++) {
          const name = `Load Partner ${accountIds.length + i}`;
          ids.push(await makeAccount(trx, session, { name, userId, positionIds }));
        }
        return ids;
      },
    );
    accountIds.push(...made);
  }
  return { userId, accountIds, positionIds };
}

async function makePositions(trx: Knex.Transaction, now: number): Promise<string[]> {
  const ids: string[] = [];
  for (const aname of POSITIONS) {
    const position = { aname, reportName: `${aname} Report`, languages: [...LANGUAGE_IDS], customFields: [] };
    ids.push(await savePosition(trx, { ...position, now }));
  }
  return ids;
}

async function makeAccount(
  trx: Knex.Transaction,
  session: Session,
  { name, userId, positionIds }: { name: string; userId: string; positionIds: string[] },
): Promise<string> {
  const linkToken = session.randomBytes(16).toString('base64url');
  const accountId = (await createAccount(trx, { name, config: 'ver|1', linkToken, now: session.now() }))!;
  for (const positionId of positionIds) await assignPosition(trx, accountId, positionId);
  await grant(trx, userId, { accountId, permission: PERMISSIONS['account-member'], ...READ });
  await grant(trx, userId, { accountId, permission: PERMISSIONS['partner-std'], ...READ, write: true, add: true });
  return accountId;
}
