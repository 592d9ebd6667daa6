import { fastify } from 'fastify';
import mysql from 'mysql2/promise';
import { peerInput } from '../support/peer-input.js';
import { peerList } from '../support/peer-list.js';
import { peerUsers } from '../support/peer-users.js';

// A lean service of one route: Fastify, prepared statements, and verified passwords that are remembered. It has no
// permissions, limits or log.
const { databaseUrl, port, publicUrl } = peerInput();
const pool = mysql.createPool(databaseUrl);
const findUser = peerUsers(pool);

const app = fastify();
app.get<{ Params: { account_id: string }; Querystring: { limit: string } }>(
  '/v1/accounts/:account_id/assessments',
  async (request, reply) => {
    if (!(await findUser(request.headers.authorization ?? ''))) return reply.code(401).send({ error: 'unauthorized' });
    return peerList(pool, { accountId: request.params.account_id, limit: request.query.limit, publicUrl });
  },
);
await app.listen({ port, host: '127.0.0.1' });
