import { type Patience, type RunningServer, startServer } from '../../src/serving/server.js';
import { testApp } from './app.js';
import { sqlite } from './databases.js';
import { exchange, type RawReply } from './raw-http.js';
import { seedOf } from './seed.js';

/** The deadlines of the server under test. They are short, so that no test waits long for a slow client. */
const PATIENCE: Patience = { handshake: 300, headers: 300, request: 600, keepAlive: 5_000, check: 50, stop: 2_000 };

/** The changes to a good command request. A header that is undefined is left out. */
export interface Sent {
  method?: string;
  path?: string;
  headers?: Record<string, string | undefined>;
  body?: string | Buffer;
}

export interface RawGateway {
  server: RunningServer;
  log: Record<string, unknown>[];
  authorization: string;
  bytesOf(sent: Sent): Buffer;
  send(sent: Sent): Promise<RawReply>;
  close(): Promise<void>;
}

/** Starts the gateway behind the same server as in production, for requests that are written as bytes. */
export async function startRawGateway(patience: Partial<Patience> = {}): Promise<RawGateway> {
  const database = await sqlite.create();
  const { user } = await seedOf(database.db).partner();
  const { app, log } = testApp(database.db);
  const server = await startServer(
    app,
    { host: '127.0.0.1', port: 0, tls: undefined },
    { patience: { ...PATIENCE, ...patience } },
  );
  const authorization = `Basic ${Buffer.from(`${user.name}:${user.password}`).toString('base64')}`;
  const bytesOf = (sent: Sent) => requestBytes(sent, authorization);
  return {
    server,
    log,
    authorization,
    bytesOf,
    send: (sent) => exchange(server.port, bytesOf(sent)),
    close: async () => {
      await server.stop();
      await database.close();
    },
  };
}

/** The body of a request that succeeds. */
export const GOOD_BODY = '{"command":"position_get","partner_api":true}';

function requestBytes(
  { method = 'POST', path = '/api/1.0', headers = {}, body = GOOD_BODY }: Sent,
  authorization: string,
) {
  const all: Record<string, string | undefined> = {
    host: 'gateway',
    connection: 'close',
    authorization,
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(body)),
    ...headers,
  };
  const lines = Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${value}`]));
  const head = [`${method} ${path} HTTP/1.1`, ...lines, '', ''].join('\r\n');
  return Buffer.concat([Buffer.from(head, 'latin1'), Buffer.from(body)]);
}
