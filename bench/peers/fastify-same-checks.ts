import { createHash, randomUUID } from 'node:crypto';
import { fastify } from 'fastify';
import mysql, { type RowDataPacket } from 'mysql2/promise';
import { pino } from 'pino';
import { peerInput } from '../support/peer-input.js';
import { peerList } from '../support/peer-list.js';
import { type PeerUser, peerUsers } from '../support/peer-users.js';

// The same service with what the gateway does for each request besides: permissions of the account, a limit for each
// user, a line in the log, an id of the request and an ETag.
const { databaseUrl, port, publicUrl } = peerInput();
const pool = mysql.createPool(databaseUrl);
const findUser = peerUsers(pool);
const log = pino({ base: null }, pino.destination({ sync: false, minLength: 4096 }));

const MAY_READ = `select count(*) as found from permissions
  where user_id = ? and account_id = ? and permission in (8, 16) and can_read = 1`;
const PER_MINUTE = 999_999_999;
const WINDOW_MS = 60_000;

const allowed = new Map<string, { version: number; may: boolean }>();
const windows = new Map<number, { used: number; endsAt: number }>();

async function mayRead({ id, accessVersion }: PeerUser, accountId: string): Promise<boolean> {
  const key = `${id} ${accountId}`;
  const known = allowed.get(key);
  if (known?.version === accessVersion) return known.may;
  const [[row]] = await pool.execute<(RowDataPacket & { found: number })[]>(MAY_READ, [id, accountId]);
  const may = row?.found === 2;
  allowed.set(key, { version: accessVersion, may });
  return may;
}

function limitOf(id: number): { left: number; seconds: number } {
  const at = Date.now();
  const running = windows.get(id);
  const window = running && at < running.endsAt ? running : { used: 0, endsAt: at + WINDOW_MS };
  if (window !== running) windows.set(id, window);
  window.used += 1;
  return { left: PER_MINUTE - window.used, seconds: Math.ceil((window.endsAt - at) / 1000) };
}

const app = fastify({ genReqId: () => randomUUID() });
app.addHook('onResponse', (request, reply, done) => {
  log.info(
    {
      request_id: request.id,
      method: request.method,
      path: request.url.split('?')[0],
      user: request.user?.name,
      status: reply.statusCode,
      duration_ms: Math.round(reply.elapsedTime * 100) / 100,
      address: request.ip,
    },
    'request',
  );
  done();
});
app.decorateRequest('user', undefined);
app.get<{ Params: { account_id: string }; Querystring: { limit: string } }>(
  '/v1/accounts/:account_id/assessments',
  async (request, reply) => {
    reply.header('X-Request-Id', request.id);
    const user = await findUser(request.headers.authorization ?? '');
    if (!user) return reply.code(401).send({ error: 'unauthorized' });
    request.user = user;
    const { left, seconds } = limitOf(user.id);
    reply.header('RateLimit', `"${PER_MINUTE}-in-1min"; r=${left}; t=${seconds}`);
    if (left < 0) return reply.code(429).send({ error: 'too many requests' });
    const { account_id: accountId } = request.params;
    if (!(await mayRead(user, accountId))) return reply.code(403).send({ error: 'forbidden' });
    const text = JSON.stringify(await peerList(pool, { accountId, limit: request.query.limit, publicUrl }));
    const etag = `"${createHash('sha1').update(text).digest('base64url')}"`;
    reply.header('ETag', etag).header('Cache-Control', 'no-store');
    if (request.headers['if-none-match'] === etag) return reply.code(304).send();
    return reply.type('application/json; charset=utf-8').send(text);
  },
);
await app.listen({ port, host: '127.0.0.1' });

declare module 'fastify' {
  interface FastifyRequest {
    user: PeerUser | undefined;
  }
}
