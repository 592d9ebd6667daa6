import assert from 'node:assert/strict';
import { once } from 'node:events';
import { get } from 'node:http';
import { type AddressInfo } from 'node:net';
import express, { type RequestHandler } from 'express';
import request from 'supertest';
import { accessLog, type Observation } from '../../middleware/access-log.js';
import { stateOf } from '../../middleware/request-state.js';

function appOf(handler: RequestHandler) {
  const lines: Record<string, unknown>[] = [];
  const seen: Observation[] = [];
  let clock = 1000;
  const app = express();
  app.use(
    accessLog({
      log: { info: (fields) => void lines.push(fields as Record<string, unknown>) },
      now: () => (clock += 12.5),
      observe: (observation) => void seen.push(observation),
    }),
  );
  app.use(handler);
  return { app, lines, seen };
}

describe('accessLog', () => {
  it('writes one line with who, what and how long, and observes it', async () => {
    const { app, lines, seen } = appOf((_req, res) => {
      Object.assign(stateOf(res), { requestId: 'r', operation: 'op', accountId: '7', userName: 'ada', errorCode: 12 });
      res.status(404).json({});
    });
    await request(app).get('/v1/things/5');
    assert.equal(lines.length, 1);
    const { address, ...line } = lines[0] ?? {};
    assert.match(String(address), /127\.0\.0\.1/);
    assert.deepEqual(line, {
      request_id: 'r',
      method: 'GET',
      path: '/v1/things/5',
      operation: 'op',
      user: 'ada',
      account_id: '7',
      status: 404,
      error_code: 12,
      duration_ms: 12.5,
    });
    assert.deepEqual(seen, [{ operation: 'op', status: 404, errorCode: 12, seconds: 0.0125 }]);
  });

  it('holds no query, token, header or body', async () => {
    const token = 'AbCdEfGhIjKlMnOpQrSt-_';
    const { app, lines } = appOf((_req, res) => void res.json({}));
    await request(app)
      .post(`/v1/questionnaires/${token}/answers?app_link=${token}`)
      .auth('ada', 'secret')
      .send({ answer: 'candid' });
    assert.equal(lines[0]?.path, '/v1/questionnaires/[token]/answers');
    assert.doesNotMatch(JSON.stringify(lines), /AbCd|secret|candid|Basic/);
  });

  // A partner's mail program, a candidate's copying or a proxy may mangle a link. It then leads nowhere, but whoever
  // reads the log could mend it.
  for (const { sent, logged } of [
    { sent: '/v1/questionnaires/TOKEN%20', logged: '/v1/questionnaires/[token]' },
    { sent: '/v1/questionnaires/AbCd', logged: '/v1/questionnaires/[token]' },
    { sent: '/app_link/app_link.html%3Fapp_link=TOKEN', logged: '/app_link/app_link.html%3Fapp_link=[token]' },
    {
      sent: '/app_link/app_link.html;app_link=TOKEN&acc_link=TOKEN',
      logged: '/app_link/app_link.html;app_link=[token]&acc_link=[token]',
    },
    { sent: '/app_link/app_link.html&app_link=TOKEN', logged: '/app_link/app_link.html&app_link=[token]' },
    { sent: '/app_link/app_link.html%3Fapp_link%3DTOKEN%26acc_link%3DTOKEN', logged: '/app_link/app_link.[token]' },
    { sent: '/app_link/TOKEN.', logged: '/app_link/[token].' },
    { sent: '/app_link/TOKEN,', logged: '/app_link/[token],' },
    { sent: '/TOKEN', logged: '/[token]' },
    { sent: '/xTOKENx/y', logged: '/[token]/y' },
    { sent: '/rep/%41bCdEfGhIjKlMnOpQrSt%2D%5F', logged: '/rep/[token]' },
    { sent: '/rep/%2541bCdEfGhIjKlMnOpQrSt%252D%255F', logged: '/rep/[token]' },
    {
      sent: '/v1/accounts/18446744073709551615/notification-replays/7',
      logged: '/v1/accounts/18446744073709551615/notification-replays/7',
    },
  ]) {
    it(`masks tokens wherever they stand: ${sent}`, async () => {
      const { app, lines } = appOf((_req, res) => void res.json({}));
      await request(app).get(sent.replaceAll('TOKEN', 'AbCdEfGhIjKlMnOpQrSt-_'));
      assert.equal(lines[0]?.path, logged);
      assert.doesNotMatch(JSON.stringify(lines), /bCdE/);
    });
  }

  it('says that a client left before a reply, with status 499', async () => {
    const { app, lines, seen } = appOf((_req, res) => {
      res.once('close', () => server.close());
      client.destroy();
    });
    const server = app.listen(0);
    await once(server, 'listening');
    const client = get({ port: (server.address() as AddressInfo).port });
    client.on('error', () => undefined);
    await once(server, 'close');
    assert.equal(lines[0]?.aborted, true);
    assert.equal(seen[0]?.status, 499);
    assert.ok(lines[0]?.address);
  });
});
