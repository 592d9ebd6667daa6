import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { GOOD_BODY, type RawGateway, type Sent, startRawGateway } from '../support/raw-gateway.js';
import { type RawReply } from '../support/raw-http.js';
import { pathOf } from '../support/operation-path.js';

const MIB = 1024 * 1024;

describe('hostile requests over a socket', () => {
  let gateway: RawGateway;
  before(async () => {
    gateway = await startRawGateway();
  });
  after(() => gateway.close());

  const chunked = (body: string) => `${Buffer.byteLength(body).toString(16)}\r\n${body}\r\n0\r\n\r\n`;
  const asChunks = { 'content-length': undefined, 'transfer-encoding': 'chunked' };
  const jsonOf = (size: number) => `{"command":"${'x'.repeat(size - 14)}"}`;

  /** Returns the code of the reply, after checking everything that is true of any reply of its face. */
  function codeOf({ status, headers, body }: RawReply, face: 'command' | 'resource'): number {
    const reply = JSON.parse(body) as Record<string, unknown>;
    assert.match(headers['x-request-id'] ?? '', /^[\w.-]+$/);
    assert.equal(headers['x-powered-by'], undefined);
    if (status === 401) assert.equal(headers['www-authenticate'], 'Basic realm="POP Partner API", charset="UTF-8"');
    if (face === 'command') {
      assert.equal(headers['content-type'], 'application/json; charset=utf-8');
      const keys = ['error_code', 'error_text', 'command_from', ...(status === 200 ? [] : ['error'])];
      assert.deepEqual(Object.keys(reply).slice(0, keys.length), keys);
      if (status !== 200) assert.deepEqual([reply.error, reply.command_from], [reply.error_text, '']);
    } else {
      assert.equal(headers['content-type'], 'application/problem+json');
      assert.deepEqual([reply.status, reply.request_id], [status, headers['x-request-id']]);
    }
    return reply.error_code as number;
  }

  const cases: { name: string; sent: () => Sent; status: number; code: number; allow?: string; face?: 'resource' }[] = [
    { name: 'a good request', sent: () => ({}), status: 200, code: 0 },
    { name: 'broken JSON', sent: () => ({ body: '{"command":' }), status: 400, code: 11 },
    { name: 'two JSON values', sent: () => ({ body: '{} {}' }), status: 400, code: 11 },
    { name: 'an array', sent: () => ({ body: '[]' }), status: 400, code: 11 },
    { name: 'a text', sent: () => ({ body: '"command"' }), status: 400, code: 11 },
    { name: 'null', sent: () => ({ body: 'null' }), status: 400, code: 11 },
    { name: 'an empty body', sent: () => ({ body: '' }), status: 400, code: 11 },
    {
      name: 'no body at all',
      sent: () => ({ body: '', headers: { 'content-length': undefined } }),
      status: 400,
      code: 11,
    },
    { name: 'only spaces', sent: () => ({ body: '  \n' }), status: 400, code: 11 },
    { name: 'an empty object', sent: () => ({ body: '{}' }), status: 200, code: 10 },
    { name: 'no Content-Type', sent: () => ({ headers: { 'content-type': undefined } }), status: 415, code: 11 },
    {
      name: 'a form',
      sent: () => ({ headers: { 'content-type': 'application/x-www-form-urlencoded' } }),
      status: 415,
      code: 11,
    },
    {
      name: 'a problem as request',
      sent: () => ({ headers: { 'content-type': 'application/problem+json' } }),
      status: 415,
      code: 11,
    },
    {
      name: 'a list of types',
      sent: () => ({ headers: { 'content-type': 'application/json, text/plain' } }),
      status: 415,
      code: 11,
    },
    {
      name: 'charset UTF-8',
      sent: () => ({ headers: { 'content-type': 'Application/JSON; Charset="UTF-8"' } }),
      status: 200,
      code: 0,
    },
    {
      name: 'another charset',
      sent: () => ({ headers: { 'content-type': 'application/json; charset=latin1' } }),
      status: 415,
      code: 11,
    },
    { name: 'UTF-16', sent: () => ({ body: Buffer.from(GOOD_BODY, 'utf16le') }), status: 400, code: 11 },
    {
      name: 'gzip',
      sent: () => ({ body: gzipSync(GOOD_BODY), headers: { 'content-encoding': 'gzip' } }),
      status: 415,
      code: 11,
    },
    { name: 'gzip that is not announced', sent: () => ({ body: gzipSync(GOOD_BODY) }), status: 400, code: 11 },
    {
      name: 'invalid UTF-8',
      sent: () => ({ body: Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]) }),
      status: 400,
      code: 11,
    },
    { name: 'a byte order mark', sent: () => ({ body: `\uFEFF${GOOD_BODY}` }), status: 200, code: 0 },
    { name: 'two byte order marks', sent: () => ({ body: `\uFEFF\uFEFF${GOOD_BODY}` }), status: 400, code: 11 },
    { name: 'chunks', sent: () => ({ body: chunked(GOOD_BODY), headers: asChunks }), status: 200, code: 0 },
    { name: '1 MiB', sent: () => ({ body: jsonOf(MIB) }), status: 200, code: 92 },
    { name: '1 MiB and a byte', sent: () => ({ body: jsonOf(MIB + 1) }), status: 413, code: 11 },
    { name: '1 MiB in chunks', sent: () => ({ body: chunked(jsonOf(MIB)), headers: asChunks }), status: 200, code: 92 },
    {
      name: '1 MiB and a byte in chunks',
      sent: () => ({ body: chunked(jsonOf(MIB + 1)), headers: asChunks }),
      status: 413,
      code: 11,
    },
    { name: 'a slash after the path', sent: () => ({ path: '/api/1.0/' }), status: 404, code: 12 },
    { name: 'two slashes before it', sent: () => ({ path: '//api/1.0' }), status: 404, code: 12, face: 'resource' },
    {
      name: 'the path in capitals',
      sent: () => ({ path: '/api/1.0'.toUpperCase() }),
      status: 404,
      code: 12,
      face: 'resource',
    },
    { name: 'another version', sent: () => ({ path: '/api/1.1' }), status: 404, code: 12 },
    { name: 'an unknown path', sent: () => ({ path: '/nothing' }), status: 404, code: 12, face: 'resource' },
    {
      name: 'a slash after a resource',
      sent: () => ({ method: 'GET', path: '/v1/whoami/', body: '' }),
      status: 404,
      code: 12,
      face: 'resource',
    },
    {
      name: 'a resource in capitals',
      sent: () => ({ method: 'GET', path: '/V1/whoami', body: '' }),
      status: 404,
      code: 12,
      face: 'resource',
    },
    {
      name: 'an unknown resource',
      sent: () => ({ method: 'GET', path: '/v1/nothing', body: '' }),
      status: 404,
      code: 12,
      face: 'resource',
    },
    {
      name: 'a bad percent escape',
      sent: () => ({ method: 'GET', path: '/v1/accounts/%zz/positions', body: '' }),
      status: 400,
      code: 11,
      face: 'resource',
    },
    {
      name: 'an escape that is not UTF-8',
      sent: () => ({ method: 'GET', path: '/v1/accounts/%ff/positions', body: '' }),
      status: 400,
      code: 11,
      face: 'resource',
    },
    {
      name: 'a path upwards',
      sent: () => ({ method: 'GET', path: '/v1/../../etc/passwd', body: '' }),
      status: 404,
      code: 12,
      face: 'resource',
    },
    {
      name: 'a query that is not known',
      sent: () => ({ method: 'GET', path: pathOf('whoami', {}, 'x=%zz'), body: '' }),
      status: 400,
      code: 11,
      face: 'resource',
    },
    ...['GET', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'].map((method) => ({
      ...{ name: `${method} in place of POST`, sent: () => ({ method }), status: 405, code: 92, allow: 'POST' },
    })),
    {
      name: 'POST in place of GET',
      sent: () => ({ path: pathOf('whoami') }),
      status: 405,
      code: 92,
      allow: 'GET',
      face: 'resource',
    },
    {
      name: 'a method of two',
      sent: () => ({ method: 'PUT', path: pathOf('listApplications', { account_id: '1' }) }),
      status: 405,
      code: 92,
      allow: 'GET, POST',
      face: 'resource',
    },
    { name: 'two hosts', sent: () => ({ headers: { Host: 'other' } }), status: 400, code: 11 },
    {
      name: 'two hosts for a resource',
      sent: () => ({ method: 'GET', path: pathOf('whoami'), headers: { Host: 'gateway' }, body: '' }),
      status: 400,
      code: 11,
      face: 'resource',
    },
    {
      name: 'two hosts for a page',
      sent: () => ({ method: 'GET', path: '/livez', headers: { Host: 'gateway' }, body: '' }),
      status: 400,
      code: 11,
      face: 'resource',
    },
    { name: '65 levels of JSON', sent: () => ({ body: `{"a":${'['.repeat(64)}${']'.repeat(64)}}` }), status: 400, code: 11 }, // prettier-ignore
    { name: '64 levels of JSON', sent: () => ({ body: `{"a":${'['.repeat(63)}${']'.repeat(63)}}` }), status: 200, code: 10 }, // prettier-ignore
    { name: 'no credentials', sent: () => ({ headers: { authorization: undefined } }), status: 401, code: 1 },
    {
      name: 'no credentials and a body too large',
      sent: () => ({ headers: { authorization: undefined }, body: jsonOf(MIB + 1) }),
      status: 401,
      code: 1,
    },
    {
      name: 'no credentials for a resource',
      sent: () => ({ method: 'GET', path: pathOf('whoami'), headers: { authorization: undefined }, body: '' }),
      status: 401,
      code: 1,
      face: 'resource',
    },
  ];
  for (const { name, sent, status, code, allow, face = 'command' } of cases) {
    it(`answers ${status} with code ${code}: ${name}`, async () => {
      const reply = await gateway.send(sent());
      assert.deepEqual([reply.status, codeOf(reply, face)], [status, code], reply.body);
      assert.equal(reply.headers['allow'], allow);
    });
  }

  it('answers HEAD of the command face without a body', async () => {
    const { status, headers, body } = await gateway.send({ method: 'HEAD' });
    assert.deepEqual([status, headers['allow'], body], [405, 'POST', '']);
  });
});
