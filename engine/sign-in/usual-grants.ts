import { type FLAGS, type PermissionName } from '../permissions.js';

/** A permission with the flags that are set. */
export interface Grant {
  permission: PermissionName;
  flags: (typeof FLAGS)[number][];
}

/** Whom the usual permissions on an account are for. */
export type UsualHolder = keyof typeof USUAL_GRANTS;

/**
 * The usual permissions of two kinds of users. A partner's user must have these (contract, section 3). An operator, who
 * is an internal user, changes the config and does what partners can do except for ordering: pause and test
 * notifications, cancel, extend.
 */
export const USUAL_GRANTS = {
  partner: [
    { permission: 'account-member', flags: ['read'] },
    { permission: 'partner-std', flags: ['read', 'write', 'add'] },
  ],
  operator: [
    { permission: 'account-member', flags: ['read', 'write'] },
    { permission: 'partner-std', flags: ['read', 'write'] },
  ],
} satisfies Record<string, Grant[]>;
