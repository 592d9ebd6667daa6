import { FLAGS, permissionName, type PermissionRow } from '../../engine/permissions.js';
import { type Schema } from '../documented.js';

/** The permissions of one user on one account, each with its flags. Permissions that are not ours are left out. */
export function presentPermissions(rows: readonly PermissionRow[]): Schema<'PermissionFlags'>[] {
  return rows.flatMap((row) => {
    const permission = permissionName(row.permission);
    return permission ? [{ permission, flags: FLAGS.filter((flag) => row[flag]) }] : [];
  });
}
