import { type Pool, type RowDataPacket } from 'mysql2/promise';
import { pageOf, type PeerRow } from './page-of.js';

const PAGE = `select a.id, a.account_id, a.position_id, p.aname as position_name, a.date_sub, a.expires_ms, a.completed_ms,
    a.fields, a.app_token, c.link_token
  from applications a left join accounts c on c.id = a.account_id left join positions p on p.id = a.position_id
  where a.state = 1 and a.account_id = ? and +a.expires_ms > ? order by a.account_id, a.date_sub, a.id limit ?`;

/** What a peer's list is asked for. `limit` is text, as a query has it. */
export interface PeerList {
  accountId: string;
  limit: string;
  publicUrl: string;
}

/** Reads a page of the open applications of an account. */
export async function peerList(pool: Pool, { accountId, limit, publicUrl }: PeerList): Promise<object> {
  const count = Number(limit);
  const [rows] = await pool.execute<(RowDataPacket & PeerRow)[]>(PAGE, [accountId, Date.now(), String(count + 1)]);
  return pageOf(rows, { limit: count, publicUrl });
}
