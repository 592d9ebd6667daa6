import bcrypt from 'bcrypt';
import { type Knex } from 'knex';
import { recordAudit } from '../../db/accounts/audit.js';
import { changePassword, listCredentials, type StoredCredential } from '../../db/accounts/credentials.js';
import { dialectOf } from '../../db/connection/dialect.js';
import { writeTransaction } from '../../db/connection/transaction.js';
import { findUser, type StoredUser } from '../../db/accounts/users.js';
import { DEMO_LABEL, DEMO_USER_NAMES } from './demo.js';

interface DemoCredential extends StoredCredential {
  userName: string;
}

/** The audit log's name for what a start does by itself; no user can have it, as Basic ends a name at its colon. */
const BY_THE_START = 'start:DEMO_PASSWORD';

/**
 * Makes `password` that of the demo users of an embedded database, effective at the next request in every process, and
 * answers the names of those who had another. Only the credentials that the demo came with are changed, and none that
 * was revoked; what people added to these users, other users, and the database of a server stay as they are.
 */
export async function setDemoPassword(
  db: Knex,
  { password, now, newId }: { password: string | undefined; now: number; newId: () => string },
): Promise<string[]> {
  if (password === undefined || dialectOf(db).shareDatabase) return [];
  // Hashed before the transaction: it would hold up every other process that writes.
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
    if (own && own.revokedAt === undefined) found.push({ ...own, userName: name });
  }
  return found;
}

// The demo makes both at the same instant; whoever adds a credential of that label by hand does so later.
const isDemos = (credential: StoredCredential, user: StoredUser): boolean =>
  credential.label === DEMO_LABEL && credential.createdAt === user.createdAt;

/** The credential with the hash of that password, undefined if it has it already. */
async function renew(credential: DemoCredential, password: string): Promise<DemoCredential | undefined> {
  const passwordHash = await bcrypt.hash(password, credential.passwordHash.slice(0, 29));
  return passwordHash === credential.passwordHash ? undefined : { ...credential, passwordHash };
}
