import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { Writable } from 'node:stream';
import { type Knex } from 'knex';
import { Agent, request } from 'undici';
import { type AppParts, createApp } from '../../src/serving/app.js';
import { readPositionText } from '../../src/position-files/read-position-text.js';
import { createLog } from '../../src/log.js';
import { compileDocument } from '../../src/document/compile-document.js';
import { operationsOf } from '../../src/document/openapi.js';
import { type OperationId } from '../../routes/documented.js';
import { DOCUMENT } from './document.js';
import { compileReplies } from './openapi-replies.js';
import { type FixedOperationId, methodOf, pathOf, type PathParameters } from './operation-path.js';
import { TEST_NOW } from './test-now.js';

/** The links of the gateway begin with this address. Nothing listens there. */
export const PUBLIC_URL = 'https://gateway.example.com';

/** The user who signs in. `undefined` sends no credentials. */
type SignIn = { name: string; password: string } | undefined;

export interface Reply {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
  /** The parsed body. It is `{}` if the reply has no body. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- its shape was checked against the document
  body: any;
}

export interface Gateway {
  /** The port on 127.0.0.1, for requests that no client would send. */
  port: number;
  /** The instant that the gateway takes for now, in ms. A test may set it. */
  clock: { now: number };
  /** Every line of the gateway's log so far. */
  log: Record<string, unknown>[];
  /** Sends a request to the command face. A text is sent as it is. An object is sent as JSON. */
  command(user: SignIn, body: object | string, headers?: Record<string, string>): Promise<Reply>;
  /** Calls an operation by its operationId. Method and path come from the document. */
  call(user: SignIn, id: FixedOperationId): Promise<Reply>;
  call<Id extends OperationId>(
    user: SignIn,
    id: Id,
    parameters: PathParameters<Id>,
    options?: CallOptions,
  ): Promise<Reply>;
  /** Sends a request to any path of the resource face. A body that is a text is sent as it is. */
  resource(user: SignIn, method: string, path: string, options?: ResourceOptions): Promise<Reply>;
  close(): Promise<void>;
}

interface ResourceOptions {
  body?: object | string | undefined;
  headers?: Record<string, string>;
}

interface CallOptions extends ResourceOptions {
  /** The query without the question mark. It is sent as it is. */
  query?: string;
}

const compiled = compileDocument(DOCUMENT);
const replies = compileReplies(DOCUMENT);
const operations = operationsOf(DOCUMENT).map(({ path, method, operation }) => ({
  operationId: operation.operationId,
  method: method.toUpperCase(),
  path: new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`),
}));

export interface TestAppOptions extends Pick<AppParts, 'deliver' | 'printPdf' | 'consoleFolder'> {
  now?: number;
  requestsPerMinute?: number;
  trustProxy?: string;
  metricsToken?: string;
  publicUrl?: string;
}

/** Makes the app that `startGateway` serves, for tests that serve it themselves. */
export function testApp(
  db: Knex,
  {
    now = TEST_NOW,
    requestsPerMinute = 1_000_000,
    trustProxy,
    metricsToken,
    publicUrl = PUBLIC_URL,
    ...parts
  }: TestAppOptions = {},
) {
  const clock = { now };
  const log: Record<string, unknown>[] = [];
  const app = createApp({
    db,
    config: { publicUrl, trustProxy, metricsToken, requestsPerMinute },
    log: createLog('info', lineCatcher(log)),
    compiled,
    now: () => clock.now,
    passwordCost: 4,
    // A process of its own for each file would cost the tests minutes; read-position-apart.test.ts has that one.
    readPosition: (text) => Promise.resolve(readPositionText(text)),
    ...parts,
  });
  return { app, clock, log };
}

/**
 * Starts the whole gateway on its own port. The test sets its clock. Each reply of `command`, `call` and `resource` is
 * checked against openapi.yaml. The test fails at once if the document does not allow a reply.
 */
export async function startGateway(db: Knex, options: TestAppOptions = {}): Promise<Gateway> {
  const { app, clock, log } = testApp(db, options);
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;
  const dispatcher = new Agent();

  async function send(user: SignIn, method: string, path: string, { body, headers = {} }: ResourceOptions) {
    const reply = await request(origin + path, {
      method: method as 'GET',
      dispatcher,
      headers: {
        ...(user && { authorization: `Basic ${Buffer.from(`${user.name}:${user.password}`).toString('base64')}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await reply.body.text();
    assert.match(String(reply.headers['x-request-id']), /^[A-Za-z0-9._-]{1,128}$/);
    return {
      status: reply.statusCode,
      headers: reply.headers,
      text,
      body: isJson(reply.headers['content-type']) && text !== '' ? (JSON.parse(text) as object) : {},
    };
  }

  async function resource(user: SignIn, method: string, path: string, options: ResourceOptions = {}) {
    const reply = await send(user, method, path, options);
    checkResourceReply(reply, method, path);
    return reply;
  }

  return {
    port,
    clock,
    log,
    async command(user, body, headers) {
      const reply = await send(user, 'POST', '/api/1.0', { body, ...(headers && { headers }) });
      const name = (typeof body === 'string' ? {} : body) as { command?: string };
      checkCommandReply(reply, name.command ?? (reply.body as { command_from: string }).command_from);
      return reply;
    },
    call: (user: SignIn, id: OperationId, parameters: object = {}, { query, ...options }: CallOptions = {}) =>
      resource(user, methodOf(id), pathOf<OperationId>(id, parameters, query), options),
    resource,
    close: () => stop(server, dispatcher),
  };
}

function checkCommandReply({ status, headers, body }: Reply, command: string): void {
  const faults = status === 200 ? replies.ofCommand(command, body) : replies.ofOperation('command', status, body);
  assert.deepEqual(faults, [], JSON.stringify(body));
  assert.equal(headers['content-type'], 'application/json; charset=utf-8');
  assert.equal(headers['cache-control'], 'no-store');
}

const isJson = (type: string | string[] | undefined): boolean => /^application\/([a-z]+\+)?json/.test(String(type));

function checkResourceReply({ status, headers, body, text }: Reply, method: string, url: string): void {
  const path = url.split('?', 1)[0]!;
  const operation = operations.find((one) => one.method === method && one.path.test(path));
  if (!operation) return assert.ok(status === 404 || status === 405, `${method} ${path} is not in the document`);
  const answered = isJson(headers['content-type']) || text === '' ? body : text;
  assert.deepEqual(replies.ofOperation(operation.operationId, status, answered), [], `${status} ${text}`);
  if (path.startsWith('/v1/admin/')) {
    assert.match(String(headers['cache-control']), status < 400 ? /^(no-store|private, no-cache)$/ : /^no-store$/);
    assert.equal(headers['vary'], 'Cookie');
    if (status === 204 || !isJson(headers['content-type'])) return;
  } else {
    assert.equal(headers['cache-control'], 'no-store');
  }
  if (status === 304) return;
  const type = status < 400 ? 'application/json; charset=utf-8' : 'application/problem+json';
  assert.equal(headers['content-type'], type);
}

function lineCatcher(lines: Record<string, unknown>[]): Writable {
  return new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(JSON.parse(chunk.toString('utf8')) as Record<string, unknown>);
      done();
    },
  });
}

async function stop(server: Server, dispatcher: Agent): Promise<void> {
  await dispatcher.close();
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
}
