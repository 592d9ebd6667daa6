import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** A reply as it came over the wire. Header names are in lower case, and repeated headers are joined by ", ". */
export interface RawReply {
  status: number;
  headers: Record<string, string>;
  body: string;
}

export interface RawConnection {
  socket: Socket;
  /** Everything that was received so far. */
  received(): string;
  /** Resolves when the server has closed the connection. The value is `true` if it did so by a reset. */
  closed: Promise<boolean>;
  /** Resolves as soon as the received text satisfies the test. Rejects if the connection ends first. */
  until(test: (text: string) => boolean): Promise<void>;
}

/** Opens a connection to a port of this machine, for bytes that no HTTP client would send. */
export async function openRaw(port: number): Promise<RawConnection> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  let text = '';
  let reset = false;
  socket.on('data', (chunk: Buffer) => (text += chunk.toString('latin1')));
  socket.on('error', () => (reset = true));
  const closed = once(socket, 'close').then(() => reset);
  return {
    socket,
    received: () => text,
    closed,
    until: (test) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          if (test(text)) resolve();
        };
        socket.on('data', look);
        void closed.then(() => reject(new Error(`the connection ended after: ${text.slice(0, 300)}`)));
        look();
      }),
  };
}

/**
 * Sends these bytes and returns the one reply. The request should ask to close the connection, or should be refused.
 */
export async function exchange(port: number, bytes: string | Buffer): Promise<RawReply> {
  const connection = await openRaw(port);
  connection.socket.write(bytes);
  await connection.closed;
  return parseReply(connection.received());
}

/** Returns the first reply in the text. A chunked body is put together. */
export function parseReply(text: string): RawReply {
  const end = text.indexOf('\r\n\r\n');
  if (end < 0) throw new Error(`no reply, but: ${JSON.stringify(text.slice(0, 200))}`);
  const [statusLine = '', ...lines] = text.slice(0, end).split('\r\n');
  const headers: Record<string, string> = {};
  for (const line of lines) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).toLowerCase();
    headers[name] = [headers[name], line.slice(colon + 1).trim()].filter((part) => part !== undefined).join(', ');
  }
  const rest = text.slice(end + 4);
  const length = headers['content-length'];
  const body =
    headers['transfer-encoding'] === 'chunked' ? unchunked(rest) : rest.slice(0, length ? Number(length) : undefined);
  return { status: Number(statusLine.split(' ')[1]), headers, body: Buffer.from(body, 'latin1').toString('utf8') };
}

function unchunked(text: string): string {
  let body = '';
  for (let rest = text; rest !== '';) {
    const size = parseInt(rest, 16);
    if (!(size > 0)) break;
    const start = rest.indexOf('\r\n') + 2;
    body += rest.slice(start, start + size);
    rest = rest.slice(start + size + 2);
  }
  return body;
}
