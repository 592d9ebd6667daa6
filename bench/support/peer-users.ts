import { createHmac, randomBytes } from 'node:crypto';
import bcrypt from 'bcrypt';
import { type Pool, type RowDataPacket } from 'mysql2/promise';

/** A user of HTTP Basic as a peer needs it. `accessVersion` changes whenever a permission of the user changes. */
export interface PeerUser {
  id: number;
  name: string;
  accessVersion: number;
}

const USER = `select u.id as user_id, u.access_version, c.id, c.password_hash
  from users u join credentials c on c.user_id = u.id
  where u.name = ? and u.active = 1 and c.revoked_ms is null`;

type Row = RowDataPacket & { id: number; user_id: number; access_version: number; password_hash: string };

/** Finds the user of an `Authorization` header. A password that was verified once costs no bcrypt again. */
export function peerUsers(pool: Pool): (authorization: string) => Promise<PeerUser | undefined> {
  const key = randomBytes(32);
  const verified = new Set<string>();
  return async (authorization) => {
    const [name = '', password = ''] = Buffer.from(authorization.slice(6), 'base64').toString().split(/:(.*)/s);
    const [[row]] = await pool.execute<Row[]>(USER, [name]);
    if (!row) return undefined;
    const user = { id: row.user_id, name, accessVersion: row.access_version };
    const entry = createHmac('sha256', key)
      .update(JSON.stringify([name, password, row.id]))
      .digest('base64');
    if (verified.has(entry)) return user;
    const matches = await bcrypt.compare(password, row.password_hash);
    if (matches) verified.add(entry);
    return matches ? user : undefined;
  };
}
