import assert from 'node:assert/strict';
import express from 'express';
import request from 'supertest';
import { problemJson } from '../../middleware/problem-replies.js';
import { stateOf } from '../../middleware/request-state.js';
import { validate, type Check } from '../../middleware/validate.js';

const integer: Check = (value) => {
  value.n = Number(value.n);
  return Number.isInteger(value.n) ? [] : [{ pointer: '/n', detail: 'n must be a whole number', keyword: 'type' }];
};
const named: Check = (value) =>
  value.name === undefined ? [{ pointer: '/name', detail: 'name is required', keyword: 'required' }] : [];

function appOf() {
  const app = express();
  app.use(express.json());
  app.post('/:n', validate({ params: integer, query: integer, body: named }), (req, res) => {
    res.json({ input: stateOf(res).input, asSent: [req.params.n, req.query.n] });
  });
  app.post(
    '/',
    validate({ headers: (headers) => named({ name: headers['x-name'] }) }),
    (_req, res) => void res.json({}),
  );
  app.use(problemJson({ log: console }));
  return app;
}

describe('validate', () => {
  it('leaves what it accepted, coerced, in the request state and the request as it was', async () => {
    const reply = await request(appOf()).post('/5?n=7').send({ name: 'a' });
    const { input, asSent } = reply.body as { input: Record<string, unknown>; asSent: unknown };
    assert.deepEqual([input.params, input.query, input.body], [{ n: 5 }, { n: 7 }, { name: 'a' }]);
    assert.deepEqual(asSent, ['5', '7']);
  });

  it('refuses the faults of all parts together, with error code 10 where one of them is missing', async () => {
    const reply = await request(appOf()).post('/x?n=y').send({});
    const { error_code, errors } = reply.body as { error_code: number; errors: unknown };
    assert.equal(reply.status, 400);
    assert.equal(error_code, 10);
    assert.deepEqual(errors, [
      { pointer: '/path/n', detail: 'n must be a whole number' },
      { pointer: '/query/n', detail: 'n must be a whole number' },
      { pointer: '/name', detail: 'name is required' },
    ]);
  });

  it('refuses what is only missing with error code 10', async () => {
    const reply = await request(appOf()).post('/5?n=7').send({});
    assert.equal((reply.body as { error_code: number }).error_code, 10);
    assert.equal((reply.body as { detail: string }).detail, 'name is required');
  });

  it('checks headers by their lower-case names', async () => {
    assert.equal((await request(appOf()).post('/').set('X-Name', 'a')).status, 200);
    assert.equal((await request(appOf()).post('/')).status, 400);
  });
});
