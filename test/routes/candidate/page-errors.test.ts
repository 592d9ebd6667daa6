import assert from 'node:assert/strict';
import express from 'express';
import request from 'supertest';
import { pageErrors } from '../../../routes/candidate/page-errors.js';

describe('pageErrors', () => {
  const lines: object[] = [];
  const passing = new Error('the database is away');

  const appThatThrows = (error: unknown) =>
    express()
      .get('/page', (_req, res) => {
        res.set('Location', 'elsewhere');
        throw error;
      })
      .use(
        pageErrors({
          assets: { url: (name) => name, serve: (_req, _res, next) => next() },
          log: { error: (fields) => lines.push(fields) },
          requestIdOf: () => 'request-1',
          isPassing: (thrown) => thrown === passing,
        }),
      );

  beforeEach(() => lines.splice(0));

  it('shows nothing of a fault of ours and logs where it was, but not its words: they may be answers', async () => {
    const error = Object.assign(new Error("insert into t values ('secret answer')\nand more of it"), { code: 'E_1' });
    const { status, text, headers } = await request(appThatThrows(error)).get('/page?app_link=A');
    assert.equal(status, 500);
    assert.match(text, /<h1>Something went wrong<\/h1>/);
    assert.match(text, /href="\?app_link=A">Try again</);
    assert.equal(headers.location, undefined);
    assert.equal(lines.length, 1);
    const { stack, ...rest } = lines[0] as { stack: string };
    assert.deepEqual(rest, { fault: 'Error', code: 'E_1', request_id: 'request-1', method: 'GET' });
    assert.match(stack, /^ +at .*page-errors\.test/);
    assert.doesNotMatch(text + stack, /secret|more of it/);
  });

  const cases: { name: string; error: unknown; status: number; title: string }[] = [
    { name: 'that the database is away', error: passing, status: 503, title: 'We will be right back' },
    {
      name: 'that a request could not be read',
      error: Object.assign(new Error('x'), { status: 413, expose: true }),
      status: 413,
      title: 'That did not work',
    },
  ];
  for (const { name, error, status, title } of cases) {
    it(`tells ${name}, and logs nothing`, async () => {
      const reply = await request(appThatThrows(error)).get('/page');
      assert.equal(reply.status, status);
      assert.equal(reply.headers['retry-after'] !== undefined, status === 503);
      assert.ok(reply.text.includes(`<h1>${title}</h1>`));
      assert.ok(!reply.text.includes('Try again<'), 'there is nothing in the address to come back with');
      assert.deepEqual(lines, []);
    });
  }

  it('takes a status that some other error carries for nothing', async () => {
    const error = Object.assign(new Error('x'), { status: 404 });
    assert.equal((await request(appThatThrows(error)).get('/page')).status, 500);
    assert.equal((await request(appThatThrows('a text')).get('/page')).status, 500);
    assert.deepEqual((lines[1] as { fault: string }).fault, 'string');
  });
});
