import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';
import express from 'express';
import { expressMessages } from '../../../src/serving/express-messages.js';

describe('requests and responses made for Express', () => {
  it('have the prototypes of the app before it gets them, and keep them', async () => {
    const messages = expressMessages();
    const app = express();
    const prototypes = (req: object, res: object): object[] => [req, res].map((one) => Object.getPrototypeOf(one));
    const seen: object[][] = [];
    app.get('/', (req, res) => {
      seen.push(prototypes(req, res));
      assert.equal(req.app, app);
      res.json({ agent: req.get('User-Agent'), ip: req.ip });
    });
    // The server listens before there is an app.
    const server = createServer(messages.classes, (req: IncomingMessage, res: ServerResponse) => {
      seen.push(prototypes(req, res));
      app(req, res);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    try {
      messages.adopt(app);
      const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
      const reply = await fetch(url, { headers: { 'User-Agent': 'ats' } });
      assert.deepEqual(await reply.json(), { agent: 'ats', ip: '127.0.0.1' });
    } finally {
      server.close();
    }
    const [made, handled] = seen;
    assert.deepEqual(
      handled!.map((prototype, index) => prototype === made![index]),
      [true, true],
    );
  });

  it('work where the app adopts them only after the first request has come', async () => {
    const messages = expressMessages();
    const app = express();
    app.get('/', (req, res) => res.json({ path: req.path }));
    const server = createServer(messages.classes, (req, res) => {
      messages.adopt(app);
      app(req, res);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    try {
      const reply = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/?a=b`);
      assert.deepEqual(await reply.json(), { path: '/' });
    } finally {
      server.close();
    }
  });
});
