import assert from 'node:assert/strict';
import express from 'express';
import request from 'supertest';
import { forwardedFor } from '../../middleware/forwarded-for.js';

const PEER = '127.0.0.1';

/** Sends X-Forwarded-For from the peer 127.0.0.1, which is believed as 10.0.0.0/8 is. Answers the client's address. */
async function clientOf(header: string | undefined): Promise<string> {
  const app = express().set('trust proxy', 'loopback, 10.0.0.0/8').use(forwardedFor());
  app.get('/', (req, res) => void res.send(req.ip));
  const server = app.listen(0, PEER);
  try {
    const call = request(server).get('/');
    return (await (header === undefined ? call : call.set('X-Forwarded-For', header))).text;
  } finally {
    server.close();
  }
}

describe('forwardedFor', () => {
  for (const { header, client } of [
    { header: undefined, client: PEER },
    { header: '192.0.2.1', client: '192.0.2.1' },
    { header: '192.0.2.1:50123', client: '192.0.2.1' },
    { header: '[2001:db8::1]:50123', client: '2001:db8::1' },
    { header: '::ffff:192.0.2.1', client: '192.0.2.1' },
    { header: 'made up, 192.0.2.1:1', client: '192.0.2.1' },
    { header: '198.51.100.1, 192.0.2.1:1', client: '192.0.2.1' },
    { header: '192.0.2.1:1, 10.0.0.9:2', client: '192.0.2.1' },
    { header: '192.0.2.1,, 10.0.0.9:2,', client: '192.0.2.1' },
    { header: 'made up, 10.0.0.9:2', client: '10.0.0.9' },
    { header: 'unknown', client: PEER },
    { header: 'x'.repeat(10_000), client: PEER },
    { header: `fe80::1%${'x'.repeat(10_000)}`, client: 'fe80::1' },
    { header: '192.0.2.1, made up', client: PEER },
    { header: ', ,', client: PEER },
  ]) {
    it(`takes ${client} for the client with ${header === undefined ? 'no header' : `"${header.slice(0, 40)}"`}`, async () =>
      assert.equal(await clientOf(header), client));
  }
});
