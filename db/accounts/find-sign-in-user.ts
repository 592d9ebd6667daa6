import { type Knex } from 'knex';
import { type ConsoleRole, consoleRoleOf } from '../../engine/console/console-role.js';
import { formsOfName } from '../../engine/sign-in/normal-form.js';
import { type Integer, selectTuples } from '../connection/select-rows.js';
import { type CredentialPurpose } from './credentials.js';
import { type UserKind } from './users.js';

export interface SignInUser {
  userId: string;
  userName: string;
  kind: UserKind;
  active: boolean;
  accessVersion: number;
  consoleRole: ConsoleRole | undefined;
  credentials: SignInCredential[];
}

interface SignInCredential {
  credentialId: string;
  version: number;
  purpose: CredentialPurpose;
  passwordHash: string;
  expiresAt: number | undefined;
  /** Revoked credentials are not read at all. */
  revokedAt: undefined;
}

type SignInTuple = [
  userId: Integer,
  userName: string,
  kind: UserKind,
  active: Integer,
  accessVersion: Integer,
  credentialId: Integer | null,
  version: Integer,
  passwordHash: string,
  expiresAt: Integer | null,
  purpose: CredentialPurpose | null,
  consoleRole: string | null,
];

// Each request runs this statement. That makes a revocation effective at the next request.
const signInWhere = (condition: string): string => `
  select u.id, u.name, u.kind, u.active, u.access_version, c.id as credential_id, c.version, c.password_hash, c.expires_ms,
         c.purpose, u.console_role
    from users u left join credentials c on c.user_id = u.id and c.revoked_ms is null
   where ${condition}`;
const SIGN_IN = signInWhere('u.name = ?');
// A name in ASCII has one form.
const SIGN_IN_IN_ANY_FORM = signInWhere('u.name in (?, ?, ?)');
const ASCII = /^\p{ASCII}*$/u;

/**
 * A user by name, in whatever form it is written, with the credentials that are not revoked, as authentication needs
 * them. Undefined for an unknown name.
 */
export async function findSignInUser(db: Knex, userName: string): Promise<SignInUser | undefined> {
  const forms = formsOfName(userName);
  const found = ASCII.test(userName)
    ? await selectTuples<SignInTuple>(db, SIGN_IN, [userName])
    : await selectTuples<SignInTuple>(db, SIGN_IN_IN_ANY_FORM, forms);
  // Two users of the time before normal forms can have names that differ only in form. Some collations ignore trailing
  // spaces, and names of users do not.
  const name = forms.find((form) => found.some((tuple) => tuple[1] === form));
  const tuples = found.filter((tuple) => tuple[1] === name);
  if (!tuples[0]) return undefined;
  const [userId, , kind, active, accessVersion] = tuples[0];
  return {
    userId: String(userId),
    userName: tuples[0][1],
    kind,
    active: Number(active) === 1,
    accessVersion: Number(accessVersion),
    consoleRole: consoleRoleOf(tuples[0][10]),
    credentials: tuples.flatMap(toCredential),
  };
}

function toCredential([
  ,
  ,
  ,
  ,
  ,
  credentialId,
  version,
  passwordHash,
  expiresAt,
  purpose,
]: SignInTuple): SignInCredential[] {
  if (credentialId === null) return [];
  return [
    {
      credentialId: String(credentialId),
      version: Number(version),
      purpose: purpose!,
      passwordHash,
      expiresAt: expiresAt === null ? undefined : Number(expiresAt),
      revokedAt: undefined,
    },
  ];
}
