import { type ConsoleRole } from '../../engine/console/console-role.js';

/** A user as stored, with all credentials. Instants are ms UTC, `undefined` for never. */
export interface KnownUser {
  userId: string;
  userName: string;
  kind: 'partner' | 'internal';
  active: boolean;
  accessVersion: number;
  /** What the user may do in the console; undefined for nothing. */
  consoleRole: ConsoleRole | undefined;
  credentials: KnownCredential[];
}

/** `passwordHash` is a bcrypt hash. `version` grows with each change of the password. */
export interface KnownCredential {
  credentialId: string;
  version: number;
  /** Whether it is a password of the API or of the console. Neither lets anybody into the other. */
  purpose: 'api' | 'console';
  passwordHash: string;
  expiresAt: number | undefined;
  revokedAt: number | undefined;
}
