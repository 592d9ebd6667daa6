import assert from 'node:assert/strict';
import express from 'express';
import request from 'supertest';
import { UnreadableSecret } from '../../../engine/secrets/secret-box.js';
import { pageErrors } from '../../../routes/pages/page-errors.js';

describe('pageErrors', () => {
  const unreadable = new UnreadableSecret('accounts.config of 1 is encrypted with the key 0123456789ab');

  const lines: object[] = [];
  const passing = new Error('the database is away');

  const appThatThrows = (error: unknown) =>
    express()
      .disable('etag')
      .get('/page', (_req, res) => {
        res.set({ Location: 'elsewhere', 'Content-Disposition': 'attachment', ETag: 'x' });
        throw error;
      })
      .use(
        pageErrors({
          log: { error: (fields) => lines.push(fields) },
          requestIdOf: () => 'request-1',
          isPassing: (thrown) => thrown === passing,
          pageOf: (fault, req) => `${fault} at ${req.url}`,
        }),
      );

  beforeEach(() => lines.splice(0));

  it('shows nothing of a fault of ours and logs where it was, but not its words: they may be answers', async () => {
    const error = Object.assign(new Error("insert into t values ('secret answer')\nand more of it"), { code: 'E_1' });
    const { status, text, headers } = await request(appThatThrows(error)).get('/page?app_link=A');
    assert.equal(status, 500);
    assert.equal(text, 'failed at /page?app_link=A');
    for (const name of ['location', 'content-disposition', 'etag']) assert.equal(headers[name], undefined);
    assert.equal(lines.length, 1);
    const { stack, ...rest } = lines[0] as { stack: string };
    assert.deepEqual(rest, { fault: 'Error', code: 'E_1', request_id: 'request-1', method: 'GET' });
    assert.match(stack, /^ +at .*page-errors\.test/);
    assert.doesNotMatch(text + stack, /secret|more of it/);
  });

  const cases: { name: string; error: unknown; status: number; fault: string }[] = [
    { name: 'that the database is away', error: passing, status: 503, fault: 'unavailable' },
    {
      name: 'that a request could not be read',
      error: Object.assign(new Error('x'), { status: 413, expose: true }),
      status: 413,
      fault: 'badRequest',
    },
    {
      name: 'that an address could not be decoded',
      error: Object.assign(new URIError('x'), { status: 400 }),
      status: 400,
      fault: 'badRequest',
    },
  ];
  it('tells that the page is unavailable where a stored secret cannot be read, and logs which', async () => {
    const { status, text } = await request(appThatThrows(unreadable)).get('/page');
    assert.deepEqual([status, text, lines.length], [503, 'unavailable at /page', 1]);
  });

  for (const { name, error, status, fault } of cases) {
    it(`tells ${name}, and logs nothing`, async () => {
      const reply = await request(appThatThrows(error)).get('/page');
      assert.equal(reply.status, status);
      assert.equal(reply.headers['retry-after'] !== undefined, status === 503);
      assert.equal(reply.text, `${fault} at /page`);
      assert.deepEqual(lines, []);
    });
  }

  it('ignores the status of any other error', async () => {
    const error = Object.assign(new Error('x'), { status: 404 });
    assert.equal((await request(appThatThrows(error)).get('/page')).status, 500);
    assert.equal((await request(appThatThrows('a text')).get('/page')).status, 500);
    assert.deepEqual((lines[1] as { fault: string }).fault, 'string');
  });
});
