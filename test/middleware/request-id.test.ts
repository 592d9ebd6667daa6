import assert from 'node:assert/strict';
import express from 'express';
import request from 'supertest';
import { requestId } from '../../middleware/request-id.js';
import { stateOf } from '../../middleware/request-state.js';

describe('requestId', () => {
  const app = express();
  app.use(requestId({ makeId: () => 'made' }));
  app.use((_req, res) => {
    res.json(stateOf(res).requestId);
  });

  for (const { name, sent, id } of [
    { name: 'a well-formed id is kept', sent: 'Ab9._-', id: 'Ab9._-' },
    { name: 'an id of 128 characters is kept', sent: 'a'.repeat(128), id: 'a'.repeat(128) },
    { name: 'an id of 129 characters is replaced', sent: 'a'.repeat(129), id: 'made' },
    { name: 'an empty id is replaced', sent: '', id: 'made' },
    { name: 'an id with a space is replaced', sent: 'a b', id: 'made' },
    { name: 'an id with a quote is replaced', sent: 'a"b', id: 'made' },
    { name: 'a missing id is made', sent: undefined, id: 'made' },
  ]) {
    it(name, async () => {
      const call = request(app).get('/');
      const reply = await (sent === undefined ? call : call.set('X-Request-Id', sent));
      assert.equal(reply.headers['x-request-id'], id);
      assert.equal(reply.body, id);
    });
  }
});
