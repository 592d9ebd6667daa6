import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { Transform } from 'node:stream';

/**
 * A connection to a database server that can be cut and mended. It can also swallow what is sent, as a network does.
 */
export interface TcpProxy {
  /** The url of the same database through the proxy. */
  url: string;
  /** Ends every connection and refuses new ones. */
  cut(): Promise<void>;
  mend(): Promise<void>;
  /**
   * From now on everything that is sent is lost, both ways. Neither side learns that the other is gone, and connections
   * stay open.
   */
  blackhole(): void;
  /** The same, but only for the connection on which the client next sends this text. The server still gets the text. */
  blackholeAfter(text: string): void;
  /** From now on everything that is sent is passed on. Ends of connections that were kept back are passed on too. */
  restore(): void;
  /** Everything that was lost since `blackhole`, as text. */
  lost(): string;
  close(): Promise<void>;
}

/** The connection of a client, and the connection to the server that it is passed on to. */
interface Pair {
  near: Socket;
  far: Socket;
  /** If true, the proxy passes nothing on. */
  deaf: boolean;
}

/** Starts a proxy that passes every connection on to the server of the url. */
export async function startTcpProxy(url: string): Promise<TcpProxy> {
  const target = new URL(url);
  const pairs = new Set<Pair>();
  let [deaf, lost] = [false, ''];
  let trigger: string | undefined;

  const filter = (pair: Pair, fromClient: boolean) =>
    new Transform({
      transform(chunk: Buffer, _encoding, done) {
        if (deaf || pair.deaf) lost += chunk.toString('latin1');
        else this.push(chunk);
        if (fromClient && trigger !== undefined && chunk.includes(trigger)) {
          trigger = undefined;
          pair.deaf = true;
        }
        done();
      },
    });

  const endTogether = (pair: Pair): void => {
    const { near, far } = pair;
    if (deaf || pair.deaf || !(near.destroyed || far.destroyed)) return;
    near.destroy();
    far.destroy();
    pairs.delete(pair);
  };

  const server = createServer((near) => {
    const pair: Pair = { near, far: connect(Number(target.port), target.hostname), deaf: false };
    pairs.add(pair);
    for (const socket of [near, pair.far]) socket.on('error', () => undefined).on('close', () => endTogether(pair));
    near.pipe(filter(pair, true)).pipe(pair.far, { end: false });
    pair.far.pipe(filter(pair, false)).pipe(near, { end: false });
  });
  const listen = async (port: number) => {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  };
  const port = await listen(0);
  const cut = async () => {
    const closed = once(server, 'close');
    server.close();
    for (const { near, far } of pairs) for (const socket of [near, far]) socket.destroy();
    pairs.clear();
    await closed;
  };
  const through = new URL(url);
  through.port = String(port);
  return {
    url: through.href,
    cut,
    mend: async () => void (await listen(port)),
    blackhole: () => void ([deaf, lost] = [true, '']),
    blackholeAfter: (text) => void (trigger = text),
    restore: () => {
      deaf = false;
      for (const pair of pairs) {
        pair.deaf = false;
        endTogether(pair);
      }
    },
    lost: () => lost,
    close: async () => (server.listening ? cut() : undefined),
  };
}
