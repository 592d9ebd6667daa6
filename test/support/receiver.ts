import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { createServer as createTlsServer, type TLSSocket } from 'node:tls';
import { type Certificate } from './certificate.js';

export interface Receiver {
  port: number;
  /** The exact bytes of each request, as latin1 text. */
  requests: string[];
  /** The number of connections so far. */
  connections(): number;
  /** The server name that each TLS connection asked for; false where it asked for none. */
  serverNames: (string | false)[];
  /** Resolves when no connection is open any more. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

export interface ReceiverOptions {
  /** The reply, byte for byte. It is a function of the request's bytes if replies differ. */
  reply?: string | ((request: string) => string);
  host?: string;
  /** By default a port that is free. */
  port?: number;
  /** With a certificate the receiver speaks TLS. */
  certificate?: Certificate;
}

const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nOK';

/** Starts an HTTP server of raw sockets. It splits requests by their Content-Length and keeps every byte of them. */
export async function startReceiver({
  reply = OK,
  host = '127.0.0.1',
  port = 0,
  certificate,
}: ReceiverOptions = {}): Promise<Receiver> {
  const requests: string[] = [];
  const open = new Set<Socket>();
  let connections = 0;
  const serve = (socket: Socket): void => {
    let text = '';
    socket.on('error', () => undefined);
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString('latin1');
      for (let end = endOfRequest(text); end !== undefined; end = endOfRequest(text)) {
        const request = text.slice(0, end);
        text = text.slice(end);
        requests.push(request);
        socket.write(typeof reply === 'string' ? reply : reply(request), 'latin1');
      }
    });
  };
  const server = certificate ? createTlsServer(certificate, serve) : createServer(serve);
  const serverNames: Receiver['serverNames'] = [];
  // The types of Node.js do not know this property of a server's socket.
  server.on('secureConnection', (socket: TLSSocket & { servername: string | false }) =>
    serverNames.push(socket.servername),
  );
  server.on('connection', (socket) => {
    connections += 1;
    open.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => open.delete(socket));
  });
  server.listen(port, host);
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    requests,
    connections: () => connections,
    serverNames,
    idle: async () =>
      void (await Promise.all([...open].map((socket) => new Promise((resolve) => socket.once('close', resolve))))),
    close: async () => {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Returns where the first request of the text ends, or undefined if it is not complete. */
function endOfRequest(text: string): number | undefined {
  const head = text.indexOf('\r\n\r\n') + 4;
  if (head < 4) return undefined;
  const length = Number(/\r\ncontent-length: (\d+)\r\n/i.exec(text.slice(0, head))?.[1] ?? 0);
  return text.length >= head + length ? head + length : undefined;
}
