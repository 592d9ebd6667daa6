import { grant, permissionsOf, revoke } from '../../../db/accounts/permissions.js';
import { createUser, findUser, setUserActive, type StoredUser } from '../../../db/accounts/users.js';
import { jsonPointer } from '../../../engine/json-pointer.js';
import { checkUserName } from '../../../engine/sign-in/check-user-name.js';
import { FLAGS, permissionName, PERMISSIONS, type PermissionRow } from '../../../engine/permissions.js';
import { type Applying } from './applying.js';
import { type Grant } from '../../../engine/sign-in/usual-grants.js';
import { type ApplyUser } from './apply-document.js';

/** Makes the users of the file, and their permissions on its account, as the file says. */
export async function applyUsers(applying: Applying): Promise<void> {
  for (const [index, user] of applying.document.users.entries()) {
    const stored = await applyUser(applying, user, index);
    if (stored && user.grants) await applyGrants(applying, stored, user.grants);
  }
}

async function applyUser(applying: Applying, user: ApplyUser, index: number): Promise<StoredUser | undefined> {
  const { trx } = applying;
  const { name, kind, active } = user;
  const change = { what: 'user', name } as const;
  let stored = await findUser(trx, name);
  if (!stored) {
    if (kind === undefined) {
      applying.fault(jsonPointer('users', index, 'kind'), `is required: there is no user ${JSON.stringify(name)} yet`);
      return undefined;
    }
    const fault = checkUserName(name);
    if (fault !== undefined) {
      applying.fault(jsonPointer('users', index, 'name'), fault);
      return undefined;
    }
    const created = await createUser(trx, { name, kind, now: applying.now });
    // Undefined: somebody else has created it just now.
    const audited = { operation: 'user create', object: `user ${name}` };
    if (created !== undefined) applying.changed({ ...change, action: 'add', before: null, after: kind, audited });
    stored = (await findUser(trx, name))!;
  }
  if (kind !== undefined && kind !== stored.kind) {
    applying.fault(jsonPointer('users', index, 'kind'), `can't be changed: the user is ${stored.kind}`);
    return undefined;
  }
  if (user.isOperator && stored.kind !== 'internal') {
    applying.fault(jsonPointer('users', index, 'grants'), 'operator is for users of kind internal');
    return undefined;
  }
  if (active !== undefined && active !== stored.active) {
    await setUserActive(trx, stored.userId, active);
    const [before, after] = active ? ['disabled', 'active'] : ['active', 'disabled'];
    const audited = { operation: `user ${active ? 'enable' : 'disable'}`, object: `user ${name}` };
    applying.changed({ ...change, action: 'change', before, after, audited });
  }
  return stored;
}

async function applyGrants(
  { trx, document: { accountId }, changed }: Applying,
  { userId, name: userName }: StoredUser,
  grants: Grant[],
): Promise<void> {
  const rows = (await permissionsOf(trx, userId)).filter((row) => row.accountId === accountId);
  const held = new Map(rows.map((row) => [row.permission, row]));
  for (const { permission, flags } of grants) {
    const number = PERMISSIONS[permission];
    const row = held.get(number);
    held.delete(number);
    const [before, after] = [row ? wordsOf(row) : null, flags.join(' ')];
    if (before === after) continue;
    const has = Object.fromEntries(FLAGS.map((flag) => [flag, flags.includes(flag)])) as Record<(typeof FLAGS)[number], boolean>; // prettier-ignore
    await grant(trx, userId, { accountId, permission: number, ...has });
    const audited = { operation: 'grant', object: `user ${userName} account ${accountId} ${permission} ${after}` };
    const name = `${userName} ${permission}`;
    changed({ action: row ? 'change' : 'add', what: 'grant', name, before, after, audited });
  }
  for (const [number, row] of held) {
    await revoke(trx, userId, { accountId, permission: number });
    const permission = permissionName(number) ?? String(number);
    const audited = { operation: 'revoke', object: `user ${userName} account ${accountId} ${permission}` };
    const name = `${userName} ${permission}`;
    changed({ action: 'remove', what: 'grant', name, before: wordsOf(row), after: null, audited });
  }
}

const wordsOf = (row: PermissionRow): string => FLAGS.filter((flag) => row[flag]).join(' ');
