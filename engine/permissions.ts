import { compareEntityIds, type EntityId } from './entity-id.js';

/** The permissions by the names that people see. The numbers are stored (contract, section 3). */
export const PERMISSIONS = { 'account-member': 8, 'partner-std': 16 } as const;

export type PermissionName = keyof typeof PERMISSIONS;

/** The four flags of a permission row. */
export const FLAGS = ['read', 'write', 'add', 'delete'] as const;

/** What one permission allows one user on one account. */
export interface PermissionRow {
  accountId: EntityId;
  permission: number;
  read: boolean;
  write: boolean;
  add: boolean;
  delete: boolean;
}

/**
 * In place of rows, for somebody who signed in to the console: everything on every account, or only reading there.
 * Whether an account exists must then be looked up, because no row shows it (`routes/access`).
 */
export type EveryAccount = 'every account' | 'reading every account';

/** What a caller may do. */
export type Permissions = readonly PermissionRow[] | EveryAccount;

/** Whether permissions are those of the console. */
export function isEveryAccount(permissions: Permissions): permissions is EveryAccount {
  return typeof permissions === 'string';
}

/**
 * The kind of an operation: it shows an account's objects, creates one, changes one, or erases people from them, or it
 * configures the account itself.
 */
export type Need = 'read' | 'add' | 'write' | 'erase' | 'configure';

/** The question for a permission. A partner request needs more than an internal one. */
export interface PermissionQuestion {
  need: Need;
  partnerRequest: boolean;
}

/** The name of a stored permission number. Undefined when the number is not ours. */
export function permissionName(bit: number): PermissionName | undefined {
  return (Object.keys(PERMISSIONS) as PermissionName[]).find((name) => PERMISSIONS[name] === bit);
}

/**
 * The accounts on which one user's rows suffice, in ascending numeric order, each once. Whoever may act on every
 * account must name one.
 */
export function accountsAllowed(rows: Permissions, question: PermissionQuestion): EntityId[] {
  if (isEveryAccount(rows)) return [];
  const byAccount = new Map<EntityId, PermissionRow[]>();
  for (const row of rows) {
    const known = byAccount.get(row.accountId);
    if (known) known.push(row);
    else byAccount.set(row.accountId, [row]);
  }
  return [...byAccount.keys()].filter((id) => suffices(byAccount.get(id)!, question)).sort(compareEntityIds);
}

/**
 * Whether one user's rows suffice on one account. `unknown` means that there is no row on it. It must be answered
 * exactly like an id that does not exist.
 */
export function mayOnAccount(
  rows: Permissions,
  accountId: EntityId,
  question: PermissionQuestion,
): 'yes' | 'no' | 'unknown' {
  if (isEveryAccount(rows)) return rows === 'every account' || question.need === 'read' ? 'yes' : 'no';
  const ofAccount = rows.filter((row) => row.accountId === accountId);
  if (ofAccount.length === 0) return 'unknown';
  return suffices(ofAccount, question) ? 'yes' : 'no';
}

/** Which links of an account's applications a caller is shown. */
export interface LinksShown {
  /** The links of questionnaire and report. */
  links: boolean;
  /** The link of the fuller report, which has the answers. */
  fullerReport: boolean;
}

/**
 * Which links one user's rows on one account suffice for (contract, section 3). Whoever has a candidate's link can
 * answer for the candidate, so reading alone is not enough. The fuller report needs write.
 */
export function linksShown(
  rows: Permissions,
  accountId: EntityId,
  { partnerRequest }: Pick<PermissionQuestion, 'partnerRequest'>,
): LinksShown {
  const may = (need: Need) => mayOnAccount(rows, accountId, { need, partnerRequest }) === 'yes';
  const fullerReport = may('write') || (!partnerRequest && may('configure'));
  return { links: fullerReport || may('add'), fullerReport };
}

/** The rows of somebody who may do everything on an account, such as the command line. */
export function everythingOn(accountId: EntityId): PermissionRow[] {
  const flags = { read: true, write: true, add: true, delete: true };
  return Object.values(PERMISSIONS).map((permission) => ({ accountId, permission, ...flags }));
}

/** Whether the user has a row on any account. A partner request of a user without any is error 5. */
export function hasAnyAccount(rows: Permissions): boolean {
  return isEveryAccount(rows) || rows.length > 0;
}

function suffices(rows: readonly PermissionRow[], { need, partnerRequest }: PermissionQuestion): boolean {
  const has = (name: PermissionName, flag: (typeof FLAGS)[number]) =>
    rows.some((row) => row.permission === PERMISSIONS[name] && row[flag]);
  return (
    has('account-member', 'read') &&
    (!partnerRequest || has('partner-std', 'read')) &&
    (need === 'read' ||
      (need === 'configure' ? has('account-member', 'write') : has('partner-std', need === 'erase' ? 'delete' : need)))
  );
}
