import { LRUCache } from 'lru-cache';
import { type Access } from '../../db/accounts/permissions.js';
import { type PermissionRow } from '../../engine/permissions.js';
import { overloaded } from './overloaded.js';

const MAX_USERS = 10_000;

export interface PermissionCacheParts {
  read(userId: string): Promise<Access>;
}

/**
 * Keeps permissions by user and access version. Each request reads the user's version again, and every grant or revoke
 * raises it. An entry can therefore be old but never wrong. Only one version of a user is kept. Where a node of a
 * cluster answers that does not have that version yet, the request is refused with 503: what it has may be revoked.
 */
export function permissionCache({ read }: PermissionCacheParts) {
  const known = new LRUCache<string, Access>({ max: MAX_USERS });
  return async function permissionsAt(userId: string, version: number): Promise<PermissionRow[]> {
    const entry = known.get(userId);
    if (entry?.version === version) return entry.rows;
    const access = await read(userId);
    if (access.version < version) throw overloaded();
    known.set(userId, access);
    return access.rows;
  };
}
