import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo } from 'node:net';
import { get } from 'node:http';
import express, { type ErrorRequestHandler, type RequestHandler } from 'express';
import request from 'supertest';
import { writeStatement } from '../../db/connection/transaction.js';
import { commandEnvelope, problemJson, type ErrorLog } from '../../middleware/problem-replies.js';
import { refuse, RefusalError } from '../../engine/refusal.js';
import { problem } from '../../middleware/problems.js';
import { stateOf } from '../../middleware/request-state.js';
import { describeOnEachDatabase } from '../support/databases.js';

type Renderer = (options: { log: ErrorLog }) => ErrorRequestHandler;

function appOf(renderer: Renderer, handler: RequestHandler) {
  const lines: Record<string, unknown>[] = [];
  const app = express();
  app.use((_req, res, next) => {
    stateOf(res).requestId = 'r-1';
    next();
  });
  app.get('/broken/:id', (_req, res) => void res.json({}));
  app.use(handler);
  app.use(renderer({ log: { error: (fields) => void lines.push(fields as Record<string, unknown>) } }));
  app.use(((error, _req, _res, next) => {
    lines.push({ escaped: true });
    next(error);
  }) satisfies ErrorRequestHandler);
  return { app, lines };
}

const failWith =
  (error: unknown): RequestHandler =>
  (_req, _res, next) =>
    next(error);

describe('problemJson', () => {
  it('writes the members of RFC 9457 and the headers of the problem', async () => {
    const errors = [{ pointer: '/a', detail: 'a must be 1' }];
    const error = new RefusalError(
      refuse('invalid-parameter', 'a must be 1', { errors, applicationId: '9', retryAfterSeconds: 3 }),
    );
    const reply = await request(appOf(problemJson, failWith(error)).app).get('/');
    assert.equal(reply.status, 400);
    assert.equal(reply.headers['content-type'], 'application/problem+json');
    assert.equal(reply.headers['retry-after'], '3');
    assert.deepEqual(reply.body, {
      type: 'urn:pop:problem:invalid-parameter',
      title: 'Invalid parameter value',
      status: 400,
      detail: 'a must be 1',
      error_code: 11,
      request_id: 'r-1',
      errors: [{ pointer: '/a', detail: 'a must be 1' }],
      application_id: '9',
    });
  });

  it('challenges for Basic in UTF-8 on 401', async () => {
    const { headers } = await request(appOf(problemJson, failWith(problem.unauthenticated())).app).get('/');
    assert.equal(headers['www-authenticate'], 'Basic realm="POP Partner API", charset="UTF-8"');
  });

  it('tells of an unexpected error its request id alone, and logs where it came from, not what it says', async () => {
    const more = { code: 'E1', errno: 1062, sqlState: '23000', sql: 'insert secret', status: 404 };
    const error = Object.assign(new Error("boom 'secret'\n    at secret (x.ts:1:1)"), more);
    const { app, lines } = appOf(problemJson, failWith(error));
    const reply = await request(app).get('/').set('Authorization', 'Basic c2VjcmV0');
    assert.equal(reply.status, 500);
    assert.equal((reply.body as { detail: string }).detail, 'Internal error, request id r-1');
    assert.doesNotMatch(reply.text, /boom/);
    assert.equal(lines.length, 1);
    assert.equal(lines[0]?.request_id, 'r-1');
    const { fault, code, errno, sql_state, stack } = lines[0]!;
    assert.deepEqual([fault, code, errno, sql_state], ['Error', 'E1', 1062, '23000']);
    assert.match(String(stack), /^at .*problem-replies\.test\.ts:\d+:\d+\)?(\n +at .*)+$/);
    assert.doesNotMatch(JSON.stringify(lines), /boom|secret|c2VjcmV0/);
  });

  for (const { name, error } of [
    { name: 'a refusal', error: problem.notFound() },
    { name: 'overload', error: problem.overloaded(1) },
  ]) {
    it(`does not log ${name}`, async () => {
      const { app, lines } = appOf(problemJson, failWith(error));
      await request(app).get('/');
      assert.deepEqual(lines, []);
    });
  }

  it('answers an undecodable path with 400', async () => {
    const reply = await request(appOf(problemJson, failWith(undefined)).app).get('/broken/%zz');
    assert.equal(reply.status, 400);
  });

  it('forgets what a route had begun to say about its reply', async () => {
    const handler: RequestHandler = (_req, res) => {
      res.set({ ETag: '"1"', Location: '/x', Link: '</n>; rel="next"' });
      throw problem.notFound();
    };
    const { headers } = await request(appOf(problemJson, handler).app).get('/');
    for (const name of ['etag', 'location', 'link']) assert.equal(headers[name], undefined);
  });

  it('cuts a reply that has begun', async () => {
    const handler: RequestHandler = (_req, res, next) => {
      res.write('half');
      next(new Error('late'));
    };
    const { app, lines } = appOf(problemJson, handler);
    await assert.rejects(request(app).get('/'), /aborted|socket hang up/);
    assert.deepEqual(
      lines.map((line) => [line.fault, line.escaped]),
      [['Error', undefined]],
    );
  });

  it('does not log the aborted work of a client who left', async () => {
    let rendered = (): void => undefined;
    const done = new Promise<void>((resolve) => (rendered = resolve));
    const { app, lines } = appOf(problemJson, (_req, res, next) => {
      res.once('close', () => {
        next(new DOMException('gone', 'AbortError'));
        rendered();
      });
      client.destroy();
    });
    const server = app.listen(0);
    await once(server, 'listening');
    const client = get({ port: (server.address() as AddressInfo).port });
    client.on('error', () => undefined);
    await done;
    server.close();
    assert.deepEqual(lines, []);
  });
});

describeOnEachDatabase('the log of a statement that failed', (create, kind) => {
  for (const renderer of [problemJson, commandEnvelope]) {
    it(`holds none of its values, and tells code and place (${renderer.name})`, async () => {
      const { db } = await create();
      const row = { name: 'Ada s3cret', kind: 'partner', active: true, access_version: 0, created_ms: 1 } as const;
      const statement = () => writeStatement(db, (to) => to('users').insert(row));
      await statement();
      const handler: RequestHandler = (_req, _res, next) => void statement().then(() => next(), next);
      const { app, lines } = appOf(renderer, handler);
      const { status, text } = await request(app).get('/');
      assert.equal(status, 500);
      assert.equal(lines.length, 1);
      assert.doesNotMatch(text + JSON.stringify(lines), /Ada|s3cret/);
      assert.match(String(lines[0]!.code), /^(ER_DUP_ENTRY|SQLITE_CONSTRAINT_UNIQUE)$/);
      assert.match(String(lines[0]!.stack), /^at /);
      // One driver fails in a callback, whose frames do not lead to the statement.
      if (kind.name === 'MySQL') assert.match(String(lines[0]!.statement), /^insert into `users` .*\?\)$/);
    });
  }
});

describe('commandEnvelope', () => {
  it('writes the envelope with error beside error_text', async () => {
    const reply = await request(appOf(commandEnvelope, failWith(problem.methodNotAllowed('POST'))).app).get('/');
    assert.equal(reply.status, 405);
    assert.match(String(reply.headers['content-type']), /^application\/json/);
    assert.equal(reply.headers.allow, 'POST');
    const text = 'This address accepts POST.';
    assert.deepEqual(reply.body, { error_code: 92, error_text: text, command_from: '', error: text });
  });

  it('tells of an unexpected error its request id alone', async () => {
    const reply = await request(appOf(commandEnvelope, failWith(new Error('boom'))).app).get('/');
    const text = 'Internal error, request id r-1';
    assert.equal(reply.status, 500);
    assert.deepEqual(reply.body, { error_code: 500, error_text: text, command_from: '', error: text });
  });
});
