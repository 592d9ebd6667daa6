import { createHmac, randomBytes } from 'node:crypto';
import bcrypt from 'bcrypt';
import { fastify } from 'fastify';
import mysql, { type RowDataPacket } from 'mysql2/promise';
import { peerInput } from '../support/peer-input.js';
import { pageOf, type PeerRow } from '../support/page-of.js';

// A lean service of one route: Fastify, prepared statements, and verified passwords that are remembered. It has no
// permissions, limits or log.
const { databaseUrl, port, publicUrl } = peerInput();
const pool = mysql.createPool(databaseUrl);
const key = randomBytes(32);
const verified = new Set<string>();

const USER = `select c.id, c.password_hash from users u join credentials c on c.user_id = u.id
  where u.name = ? and u.active = 1 and c.revoked_ms is null`;
const PAGE = `select a.id, a.account_id, a.position_id, p.aname as position_name, a.date_sub, a.expires_ms, a.completed_ms,
    a.fields, a.app_token, c.link_token
  from applications a left join accounts c on c.id = a.account_id left join positions p on p.id = a.position_id
  where a.state = 1 and a.account_id = ? and +a.expires_ms > ? order by a.account_id, a.date_sub, a.id limit ?`;

async function isKnown(authorization: string): Promise<boolean> {
  const [userName = '', password = ''] = Buffer.from(authorization.slice(6), 'base64').toString().split(/:(.*)/s);
  const [[user]] = await pool.execute<(RowDataPacket & { id: number; password_hash: string })[]>(USER, [userName]);
  if (!user) return false;
  const entry = createHmac('sha256', key)
    .update(JSON.stringify([userName, password, user.id]))
    .digest('base64');
  if (verified.has(entry)) return true;
  const matches = await bcrypt.compare(password, user.password_hash);
  if (matches) verified.add(entry);
  return matches;
}

const app = fastify();
app.get<{ Params: { account_id: string }; Querystring: { limit: string } }>(
  '/v1/accounts/:account_id/assessments',
  async (request, reply) => {
    if (!(await isKnown(request.headers.authorization ?? ''))) return reply.code(401).send({ error: 'unauthorized' });
    const limit = Number(request.query.limit);
    const bindings = [request.params.account_id, Date.now(), String(limit + 1)];
    const [rows] = await pool.execute<(RowDataPacket & PeerRow)[]>(PAGE, bindings);
    return pageOf(rows, { limit, publicUrl });
  },
);
await app.listen({ port, host: '127.0.0.1' });
