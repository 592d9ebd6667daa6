import type { components } from '../../openapi.js';
import { FLAGS, type PermissionName, PERMISSIONS } from '../../engine/permissions.js';
import { USUAL_GRANTS } from '../../engine/sign-in/usual-grants.js';

type Holder = components['schemas']['HolderWithCredentials'];
type PermissionFlags = components['schemas']['PermissionFlags'];

/** A partner's user who lacks something, with all the permissions that it should have. */
export interface Lacking {
  holder: Holder;
  /** What it has already, and what a partner has. */
  permissions: PermissionFlags[];
}

/** The active partner users of an account who have less than a partner has. */
export function lackingPermissions(users: readonly Holder[]): Lacking[] {
  return users
    .filter(({ kind, active }) => kind === 'partner' && active)
    .map((holder) => ({ holder, permissions: withUsual(holder.permissions) }))
    .filter(({ holder, permissions }) => countFlags(permissions) > countFlags(holder.permissions));
}

function withUsual(has: readonly PermissionFlags[]): PermissionFlags[] {
  return (Object.keys(PERMISSIONS) as PermissionName[]).flatMap((permission) => {
    const given = [...has, ...USUAL_GRANTS.partner].filter((one) => one.permission === permission);
    const flags = FLAGS.filter((flag) => given.some((one) => (one.flags as readonly string[]).includes(flag)));
    return flags.length === 0 ? [] : [{ permission, flags }];
  });
}

function countFlags(permissions: readonly PermissionFlags[]): number {
  return permissions.reduce((sum, { flags }) => sum + flags.length, 0);
}
