import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import express, { type Express } from 'express';
import request from 'supertest';
import { jsonBody } from '../../middleware/json-body.js';
import { problemJson } from '../../middleware/problem-replies.js';
import { appWith } from './app-with.js';

const app = appWith(jsonBody({ limitBytes: 1000 }), (req, res) => void res.json(req.body));

const post = (type: string | undefined, body: string | Buffer, headers: Record<string, string> = {}) => {
  const call = request(app).post('/').set(headers);
  if (type !== undefined) call.set('Content-Type', type);
  // Without this supertest would turn a buffer into JSON.
  return call.serialize((sent: unknown) => sent as string).send(body);
};

/** Sends raw bytes and returns the first line of the reply. */
async function raw(target: Express, text: string): Promise<string> {
  const server = target.listen(0);
  await once(server, 'listening');
  const client = connect((server.address() as AddressInfo).port);
  client.write(text);
  const [chunk] = (await once(client, 'data')) as [Buffer];
  client.destroy();
  server.close();
  return chunk.toString().split('\r\n')[0] ?? '';
}

describe('jsonBody', () => {
  for (const { name, type, body, value } of [
    { name: 'an object', type: 'application/json', body: '{"a":1}', value: { a: 1 } },
    { name: 'a charset of UTF-8', type: 'application/json; charset=utf-8', body: '{"a":"ä"}', value: { a: 'ä' } },
    { name: 'a quoted charset in any case', type: 'Application/JSON;Charset="UTF-8"', body: '{}', value: {} },
    { name: 'another parameter', type: 'application/json; v=1', body: '{}', value: {} },
    { name: 'a byte order mark', type: 'application/json', body: '\uFEFF{"a":1}', value: { a: 1 } },
    {
      name: 'a 64-bit id',
      type: 'application/json',
      body: '{"a":18446744073709551615}',
      value: { a: '18446744073709551615' },
    },
    {
      name: 'exactly the limit',
      type: 'application/json',
      body: `{"a":"${'x'.repeat(992)}"}`,
      value: { a: 'x'.repeat(992) },
    },
  ]) {
    it(`reads ${name}`, async () => {
      const reply = await post(type, body);
      assert.equal(reply.status, 200);
      assert.deepEqual(reply.body, value);
    });
  }

  for (const { name, type, body, headers, status } of [
    { name: 'no content type', type: undefined, body: '{}', status: 415 },
    { name: 'another content type', type: 'text/plain', body: '{}', status: 415 },
    { name: 'a content type that begins alike', type: 'application/json-patch+json', body: '[]', status: 415 },
    { name: 'another charset', type: 'application/json; charset=iso-8859-1', body: '{}', status: 415 },
    {
      name: 'a compressed body',
      type: 'application/json',
      body: gzipSync('{}'),
      headers: { 'Content-Encoding': 'gzip' },
      status: 415,
    },
    { name: 'one byte too many', type: 'application/json', body: `{"a":"${'x'.repeat(993)}"}`, status: 413 },
    { name: 'invalid UTF-8', type: 'application/json', body: Buffer.from('{"a":"\xff"}', 'latin1'), status: 400 },
    { name: 'invalid JSON', type: 'application/json', body: '{"secret', status: 400 },
    { name: 'too deep JSON', type: 'application/json', body: '{"a":'.repeat(150), status: 400 },
    { name: 'an array', type: 'application/json', body: '[]', status: 400 },
    { name: 'null', type: 'application/json', body: 'null', status: 400 },
    { name: 'a text', type: 'application/json', body: '"a"', status: 400 },
    { name: 'nothing', type: 'application/json', body: '', status: 400 },
  ]) {
    it(`refuses ${name} with ${status}`, async () => {
      const reply = await post(type, body, headers);
      assert.equal(reply.status, status);
      assert.equal((reply.body as { error_code: number }).error_code, 11);
      assert.doesNotMatch(reply.text, /secret/);
    });
  }

  it('says how much a body may have', async () => {
    const detailOf = async (body: string) => ((await post('application/json', body)).body as { detail: string }).detail;
    assert.equal(await detailOf(`{"a":"${'x'.repeat(1000)}"}`), 'The body must be at most 1000 bytes long.');
    assert.equal(await detailOf('['.repeat(65)), 'The body has more than 64 levels of nesting at position 64.');
    const few = appWith(jsonBody({ maxKeys: 2 }), (req, res) => void res.json(req.body));
    const { status, body } = await request(few).post('/').send({ a: 1, b: 2, c: 3 });
    assert.deepEqual(
      [status, (body as { detail: string }).detail],
      [400, 'The body has more than 2 keys in an object at position 16.'],
    );
  });

  const HEAD = 'POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n';

  it('refuses a chunked body past the limit with 413', async () => {
    const chunk = `1f4\r\n${'x'.repeat(500)}\r\n`;
    assert.match(await raw(app, `${HEAD}Transfer-Encoding: chunked\r\n\r\n${chunk.repeat(3)}0\r\n\r\n`), / 413 /);
  });

  it('refuses an announced length past the limit without waiting for it', async () => {
    assert.match(await raw(app, `${HEAD}Content-Length: 1001\r\n\r\n`), / 413 /);
  });

  for (const { name, before } of [
    { name: 'while it is read', before: (_req, _res, next) => next() },
    { name: 'before it is read', before: (_req, res, next) => void res.once('close', next) },
  ] satisfies { name: string; before: express.RequestHandler }[]) {
    it(`does not log a request cut off by its client ${name}`, async () => {
      const logged: unknown[] = [];
      let failed: (error: unknown) => void = () => undefined;
      const failure = new Promise((resolve) => (failed = resolve));
      const cutOff = express();
      cutOff.use(before, jsonBody());
      cutOff.use(((error, req, res, next) => {
        problemJson({ log: { error: (fields) => void logged.push(fields) } })(error, req, res, next);
        failed(error);
      }) satisfies express.ErrorRequestHandler);
      const server = cutOff.listen(0);
      await once(server, 'listening');
      const client = connect((server.address() as AddressInfo).port);
      client.write(`${HEAD}Content-Length: 100\r\n\r\n{"a":`, () => client.destroy());
      assert.match(String(await failure), /closed the connection/);
      server.close();
      assert.deepEqual(logged, []);
    });
  }

  it('takes no body for an empty object where it is optional, and still checks one that is there', async () => {
    const optional = appWith(jsonBody({ optional: true }), (req, res) => void res.json(req.body));
    assert.deepEqual((await request(optional).post('/')).body, {});
    assert.deepEqual((await request(optional).post('/').send({ a: 1 })).body, { a: 1 });
    assert.equal((await request(optional).post('/').type('text/plain').send('x')).status, 415);
  });
});
