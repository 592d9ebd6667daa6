import { type Knex } from 'knex';
import { recordAudit } from '../../db/accounts/audit.js';
import { changePassword, listCredentials, type StoredCredential } from '../../db/accounts/credentials.js';
import { dialectOf } from '../../db/connection/dialect.js';
import { writeTransaction } from '../../db/connection/transaction.js';
import { findUser, type StoredUser } from '../../db/accounts/users.js';
import { hashPassword } from '../../routes/accounts/new-credential.js';
import { DEMO_LABEL, DEMO_USER_NAMES } from './demo.js';

/** The names of the demo's users who can still sign in with the password that the demo gave them. */
export async function activeDemoUsers(db: Knex): Promise<string[]> {
  return (await demoCredentials(db)).filter(({ userIsActive }) => userIsActive).map(({ userName }) => userName);
}

interface DemoCredential extends StoredCredential {
  userName: string;
  userIsActive: boolean;
}

/**
 * The name in the audit log for what a start does by itself. No user can have this name, because HTTP Basic ends a name
 * at its colon.
 */
const BY_THE_START = 'start:DEMO_PASSWORD';

/**
 * Sets `password` for the demo users of an embedded database. It is valid from the next request on, in every process.
 * Answers the names of the users who had another password. Only the credentials that the demo made are changed, and no
 * revoked one. Credentials that people added to these users, other users, and the database of a server stay as they
 * are.
 */
export async function setDemoPassword(
  db: Knex,
  { password, now, newId }: { password: string | undefined; now: number; newId: () => string },
): Promise<string[]> {
  if (password === undefined || dialectOf(db).shareDatabase) return [];
  // The passwords are hashed before the transaction, because the hashing would hold up every other process that writes.
  const renewed = await Promise.all((await demoCredentials(db)).map((credential) => renew(credential, password)));
  const outdated = renewed.flatMap((credential) => credential ?? []);
  if (outdated.length === 0) return [];
  return writeTransaction(db, async (trx) => {
    const changed: string[] = [];
    for (const credential of outdated) {
      if (!(await changePassword(trx, credential))) continue;
      changed.push(credential.userName);
      await recordAudit(trx, {
        ...{ at: now, userName: BY_THE_START, credentialId: undefined, operation: 'credential password' },
        object: `credential ${credential.credentialId} of user ${credential.userName}`,
        ...{ outcome: 'ok', address: 'local', requestId: newId() },
      });
    }
    return changed;
  });
}

async function demoCredentials(db: Knex): Promise<DemoCredential[]> {
  const found: DemoCredential[] = [];
  for (const name of DEMO_USER_NAMES) {
    const user = await findUser(db, name);
    const credentials = user ? await listCredentials(db, user.userId) : [];
    const own = credentials.find((credential) => isDemos(credential, user!));
    if (own && own.revokedAt === undefined) found.push({ ...own, userName: name, userIsActive: user!.active });
  }
  return found;
}

// The demo makes user and credential at the same instant. A person who adds a credential of that label does so later.
const isDemos = (credential: StoredCredential, user: StoredUser): boolean =>
  credential.label === DEMO_LABEL && credential.createdAt === user.createdAt;

/** Gives the credential with the hash of that password; undefined if it has that hash already. */
async function renew(credential: DemoCredential, password: string): Promise<DemoCredential | undefined> {
  const passwordHash = await hashPassword(password, { salt: credential.passwordHash.slice(0, 29) });
  return passwordHash === credential.passwordHash ? undefined : { ...credential, passwordHash };
}
