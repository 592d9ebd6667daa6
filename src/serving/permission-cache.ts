import { LRUCache } from 'lru-cache';
import { type PermissionRow } from '../../engine/permissions.js';

const MAX_USERS = 10_000;

export interface PermissionCacheParts {
  read(userId: string): Promise<PermissionRow[]>;
}

/**
 * Keeps permissions by user and access version. Each request reads the user's version again, and every grant or revoke
 * raises it. An entry can therefore be old but never wrong. Only the newest version of a user is kept.
 */
export function permissionCache({ read }: PermissionCacheParts) {
  const known = new LRUCache<string, { version: number; rows: PermissionRow[] }>({ max: MAX_USERS });
  return async function permissionsAt(userId: string, version: number): Promise<PermissionRow[]> {
    const entry = known.get(userId);
    if (entry?.version === version) return entry.rows;
    const rows = await read(userId);
    known.set(userId, { version, rows });
    return rows;
  };
}
