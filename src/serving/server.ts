import { readFileSync } from 'node:fs';
import http, { type RequestListener } from 'node:http';
import https from 'node:https';
import net, { type AddressInfo } from 'node:net';
import { createSecureContext } from 'node:tls';
import { type Config } from '../config/config.js';
import { type MessageClasses } from './express-messages.js';
import { type ConnectionParts, limitConnections } from './connections/limit-connections.js';

/** All in ms. A client that sends or reads slower than this holds a socket without using it. */
export interface Patience {
  /** Of TLS. */
  handshake: number;
  headers: number;
  request: number;
  keepAlive: number;
  /** How often the first two limits are checked. */
  check: number;
  /** How long requests under way may go on after the server stops. */
  stop: number;
}

const PATIENCE: Patience = {
  handshake: 10_000,
  headers: 10_000,
  request: 30_000,
  keepAlive: 65_000,
  check: 2_000,
  stop: 8_000,
};
// TLS 1.2 only with suites that encrypt and authenticate in one step (AEAD) and have forward secrecy. TLS 1.3 has no
// others.
const TLS = {
  minVersion: 'TLSv1.2',
  ciphers: [
    'TLS_AES_256_GCM_SHA384',
    'TLS_CHACHA20_POLY1305_SHA256',
    'TLS_AES_128_GCM_SHA256',
    'ECDHE-ECDSA-AES256-GCM-SHA384',
    'ECDHE-RSA-AES256-GCM-SHA384',
    'ECDHE-ECDSA-CHACHA20-POLY1305',
    'ECDHE-RSA-CHACHA20-POLY1305',
    'ECDHE-ECDSA-AES128-GCM-SHA256',
    'ECDHE-RSA-AES128-GCM-SHA256',
  ].join(':'),
} as const;
const MAX_HEADER_BYTES = 16_384;

export interface RunningServer {
  port: number;
  /** Takes no more requests and lets those under way end. Closes all open connections at the deadline. */
  stop(): Promise<void>;
  /**
   * Takes no new connections, and goes on with the open ones until the clients have closed them, or have sent nothing
   * for the usual time. Each reply says that the connection ends. So no request of theirs fails.
   */
  retire(): Promise<void>;
}

export interface ServerParts {
  patience?: Patience;
  /** Without it the connections of one client have no limit. */
  connections?: ConnectionParts;
  /** By default Node's own. */
  messages?: MessageClasses;
}

/**
 * Listens as the configuration says. An unusable certificate or address is an Error in words.
 */
export async function startServer(
  listener: RequestListener,
  { host, port, tls }: Pick<Config, 'host' | 'port' | 'tls'>,
  { patience = PATIENCE, connections, messages }: ServerParts = {},
): Promise<RunningServer> {
  const options = {
    ...messages,
    maxHeaderSize: MAX_HEADER_BYTES,
    headersTimeout: patience.headers,
    requestTimeout: patience.request,
    keepAliveTimeout: patience.keepAlive,
    connectionsCheckingInterval: patience.check,
  };
  const server = tls
    ? https.createServer(
        { ...options, ...TLS, handshakeTimeout: patience.handshake, ...readCertificate(tls) },
        listener,
      )
    : http.createServer(options, listener);
  if (connections) limitConnections(server, connections);
  // For a client that stops reading its reply.
  server.setTimeout(patience.request + patience.headers + patience.keepAlive);
  const underWay = new Set<http.ServerResponse>();
  server.prependListener('request', (_req: http.IncomingMessage, res: http.ServerResponse) => {
    underWay.add(res);
    res.once('close', () => underWay.delete(res));
  });
  await listening(server, host, port);
  return {
    port: (server.address() as AddressInfo).port,
    stop: () => stopServer(server, underWay, patience.stop),
    retire: () => retireServer(server, underWay),
  };
}

function readCertificate({ certFile, keyFile }: NonNullable<Config['tls']>): { cert: Buffer; key: Buffer } {
  const pair = { cert: readPem('TLS_CERT', certFile), key: readPem('TLS_KEY', keyFile) };
  try {
    createSecureContext(pair);
  } catch (error) {
    throw new Error(`TLS_CERT and TLS_KEY are not a certificate and its key: ${(error as Error).message}`, {
      cause: error,
    });
  }
  return pair;
}

function readPem(variable: string, file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new Error(`${variable}: the file cannot be read (${(error as NodeJS.ErrnoException).code})`, {
      cause: error,
    });
  }
}

function listening(server: http.Server | https.Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const known = error.code === 'EADDRINUSE' ? `PORT ${port} of ${host} is already in use` : error.message;
      reject(new Error(known, { cause: error }));
    });
    server.listen({ host, port }, resolve);
  });
}

// From now on each reply says `Connection: close`. Otherwise a busy keep-alive client would never leave, and another
// client would send into a closed socket.
function sayGoodbyes(server: http.Server | https.Server, underWay: Set<http.ServerResponse>): void {
  const sayGoodbye = (res: http.ServerResponse): void => void (res.headersSent || res.setHeader('Connection', 'close'));
  underWay.forEach(sayGoodbye);
  server.prependListener('request', (_req: http.IncomingMessage, res: http.ServerResponse) => sayGoodbye(res));
}

function retireServer(server: http.Server | https.Server, underWay: Set<http.ServerResponse>): Promise<void> {
  return new Promise((resolve) => {
    sayGoodbyes(server, underWay);
    // That of HTTP would close idle connections at once, perhaps while their next request is on its way.
    net.Server.prototype.close.call(server, () => resolve());
  });
}

function stopServer(
  server: http.Server | https.Server,
  underWay: Set<http.ServerResponse>,
  deadlineMs: number,
): Promise<void> {
  return new Promise((resolve) => {
    sayGoodbyes(server, underWay);
    const idle = setInterval(() => server.closeIdleConnections(), 50);
    const deadline = setTimeout(() => server.closeAllConnections(), deadlineMs);
    server.close(() => {
      clearInterval(idle);
      clearTimeout(deadline);
      resolve();
    });
  });
}
