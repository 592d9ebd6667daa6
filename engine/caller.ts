import { type EntityId } from './entity-id.js';
import { type PermissionRow } from './permissions.js';

/** A user whose password was right. */
export interface SignedInUser {
  userId: EntityId;
  userName: string;
  kind: 'partner' | 'internal';
  credentialId: EntityId;
  /** Grows whenever the user's permissions change. */
  accessVersion: number;
}

/** Who calls an operation: a signed-in user with the permissions of this very moment. */
export interface Caller extends Omit<SignedInUser, 'accessVersion'> {
  permissions: PermissionRow[];
}
