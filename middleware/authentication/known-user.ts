/** A user as stored, with all credentials. Instants are ms UTC, `undefined` for never. */
export interface KnownUser {
  userId: string;
  userName: string;
  kind: 'partner' | 'internal';
  active: boolean;
  accessVersion: number;
  credentials: KnownCredential[];
}

/** `passwordHash` is a bcrypt hash. `version` grows with each change of the password. */
export interface KnownCredential {
  credentialId: string;
  version: number;
  passwordHash: string;
  expiresAt: number | undefined;
  revokedAt: number | undefined;
}
