import { LRUCache } from 'lru-cache';
import { type PermissionRow } from '../../engine/permissions.js';

const MAX_USERS = 10_000;

export interface PermissionCacheParts {
  read(userId: string): Promise<PermissionRow[]>;
}

/**
 * Permissions by user and access version. Each request learns the user's version anew and every grant or revoke raises
 * it, so what is kept here can be old but never wrong; only the newest version of a user is kept.
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
