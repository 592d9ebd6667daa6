import { type EntityId } from './entity-id.js';
import { type Permissions } from './permissions.js';

/** A user whose password was right. */
export interface SignedInUser {
  userId: EntityId;
  userName: string;
  kind: 'partner' | 'internal';
  credentialId: EntityId;
  /** A version that grows whenever the user's permissions change. */
  accessVersion: number;
}

/** The caller of an operation: a signed-in user with the permissions at this moment, or the command line. */
export interface Caller extends Omit<SignedInUser, 'accessVersion' | 'credentialId'> {
  /** Undefined on the command line. */
  credentialId: EntityId | undefined;
  permissions: Permissions;
}
