import { type StoredUser } from '../../../db/accounts/users.js';
import { type PermissionRow } from '../../../engine/permissions.js';
import { type Schema } from '../../documented.js';
import { presentPermissions } from '../present-permissions.js';

/** A user with the permissions on one account, as flags. The version is that of all permissions of the user. */
export function presentHolder(
  { userId, name, kind, active, accessVersion }: StoredUser,
  rows: readonly PermissionRow[],
): Schema<'AccessHolder'> {
  return {
    user_id: userId,
    user: name,
    kind,
    active,
    version: accessVersion,
    permissions: presentPermissions(rows),
  };
}
