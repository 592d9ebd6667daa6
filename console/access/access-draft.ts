import type { components } from '../../openapi.js';
import { FLAGS, type PermissionName, PERMISSIONS } from '../../engine/permissions.js';

type Holder = components['schemas']['HolderWithCredentials'];
export type PermissionFlags = components['schemas']['PermissionFlags'];

/** A user in the table of permissions, as stored or as drafted. */
export interface AccessRow {
  userId: string;
  user: string;
  kind: Holder['kind'];
  active: boolean;
  /** That of all permissions of the user, as it was when the draft began. */
  version: number;
  permissions: PermissionFlags[];
}

/** The rows that somebody changed, by user, and users who were added to the table. */
export type AccessDraft = Readonly<Record<string, AccessRow>>;

/** A stored user as a row. */
export function rowOf({
  user_id: userId,
  user,
  kind,
  active,
  version,
  permissions,
}: Omit<Holder, 'credentials'>): AccessRow {
  return { userId, user, kind, active, version, permissions };
}

/** The rows to show: those that are stored, with the draft over them, then the users who were added. */
export function rowsToShow(stored: readonly AccessRow[], draft: AccessDraft): AccessRow[] {
  const ids = new Set(stored.map(({ userId }) => userId));
  return [
    ...stored.map((row) => draft[row.userId] ?? row),
    ...Object.values(draft).filter(({ userId }) => !ids.has(userId)),
  ];
}

/** The row with a flag set or taken away. */
export function withFlag(
  row: AccessRow,
  permission: PermissionName,
  flag: (typeof FLAGS)[number],
  on: boolean,
): AccessRow {
  const permissions = (Object.keys(PERMISSIONS) as PermissionName[]).flatMap((name) => {
    const before = row.permissions.find((one) => one.permission === name)?.flags ?? [];
    const flags = FLAGS.filter((one) => (name === permission && one === flag ? on : before.includes(one)));
    return flags.length === 0 ? [] : [{ permission: name, flags }];
  });
  return { ...row, permissions };
}

/** Whether two rows allow the same. A stored permission without any flag allows nothing. */
export function allowsSame(one: AccessRow, other: AccessRow): boolean {
  return permissionWords(one.permissions) === permissionWords(other.permissions);
}

/** Permissions in one line, '' for none. */
export function permissionWords(permissions: readonly PermissionFlags[]): string {
  return (Object.keys(PERMISSIONS) as PermissionName[])
    .map((name) => [name, permissions.find(({ permission }) => permission === name)?.flags ?? []] as const)
    .filter(([, flags]) => flags.length > 0)
    .map(([name, flags]) => `${name} ${flags.join(', ')}`)
    .join('; ');
}
