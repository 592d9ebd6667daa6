import { type Knex } from 'knex';
import { type Integer, selectTuples } from '../connection/select-rows.js';
import { type UserKind } from './users.js';

export interface SignInUser {
  userId: string;
  userName: string;
  kind: UserKind;
  active: boolean;
  accessVersion: number;
  credentials: SignInCredential[];
}

interface SignInCredential {
  credentialId: string;
  version: number;
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
];

// Each request runs this statement. That makes a revocation effective at the next request.
const SIGN_IN = `
  select u.id, u.name, u.kind, u.active, u.access_version, c.id as credential_id, c.version, c.password_hash, c.expires_ms
    from users u left join credentials c on c.user_id = u.id and c.revoked_ms is null
   where u.name = ?`;

/**
 * A user by name, with the credentials that are not revoked, as authentication needs them. Undefined for an unknown
 * name.
 */
export async function findSignInUser(db: Knex, userName: string): Promise<SignInUser | undefined> {
  const tuples = await selectTuples<SignInTuple>(db, SIGN_IN, [userName]);
  const first = tuples[0];
  // Some collations ignore trailing spaces. Names of users do not.
  if (first?.[1] !== userName) return undefined;
  const [userId, , kind, active, accessVersion] = first;
  return {
    userId: String(userId),
    userName,
    kind,
    active: Number(active) === 1,
    accessVersion: Number(accessVersion),
    credentials: tuples.flatMap(toCredential),
  };
}

function toCredential([, , , , , credentialId, version, passwordHash, expiresAt]: SignInTuple): SignInCredential[] {
  if (credentialId === null) return [];
  return [
    {
      credentialId: String(credentialId),
      version: Number(version),
      passwordHash,
      expiresAt: expiresAt === null ? undefined : Number(expiresAt),
      revokedAt: undefined,
    },
  ];
}
