import { type Knex } from 'knex';
import { selectRows } from './select-rows.js';
import { type UserKind } from './users.js';

export interface SignInUser {
  userId: string;
  userName: string;
  kind: UserKind;
  active: boolean;
  accessVersion: number;
  credentials: SignInCredential[];
}

export interface SignInCredential {
  credentialId: string;
  version: number;
  passwordHash: string;
  expiresAt: number | undefined;
  revokedAt: number | undefined;
}

interface SignInRow {
  user_id: string;
  user_name: string;
  kind: UserKind;
  active: number;
  access_version: number;
  credential_id: string | null;
  version: number;
  password_hash: string;
  expires_ms: number | null;
  revoked_ms: number | null;
}

// One statement a request: what it reads is what makes a revocation effective at the very next request.
const SIGN_IN = `
  select u.id as user_id, u.name as user_name, u.kind, u.active, u.access_version,
         c.id as credential_id, c.version, c.password_hash, c.expires_ms, c.revoked_ms
    from users u left join credentials c on c.user_id = u.id and c.revoked_ms is null
   where u.name = ?`;

/** A user by name with the credentials not revoked, as authentication needs them; undefined for an unknown name. */
export async function findSignInUser(db: Knex, userName: string): Promise<SignInUser | undefined> {
  const rows = await selectRows<SignInRow>(db, SIGN_IN, [userName]);
  const first = rows[0];
  // Trailing spaces do not count in some collations; here they do.
  if (first?.user_name !== userName) return undefined;
  return {
    userId: first.user_id,
    userName: first.user_name,
    kind: first.kind,
    active: first.active === 1,
    accessVersion: first.access_version,
    credentials: rows
      .filter((row) => row.credential_id !== null)
      .map((row) => ({
        credentialId: String(row.credential_id),
        version: row.version,
        passwordHash: row.password_hash,
        expiresAt: row.expires_ms ?? undefined,
        revokedAt: row.revoked_ms ?? undefined,
      })),
  };
}
