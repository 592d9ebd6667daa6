import { type FLAGS, type PermissionName } from '../../../engine/permissions.js';

/** The permissions that a partner's user must have (contract, section 3). */
export const PARTNER_GRANTS: { permission: PermissionName; flags: (typeof FLAGS)[number][] }[] = [
  { permission: 'account-member', flags: ['read'] },
  { permission: 'partner-std', flags: ['read', 'write', 'add'] },
];
