import { type Server, type Socket } from 'node:net';
import { clientNetworks } from '../../../engine/sign-in/client-networks.js';

interface ConnectionLimits {
  /** From one client: an IPv4 address, or the /64 of an IPv6 address. */
  host: number;
  /** From each of the networks around it that one owner may have. */
  network: number;
}

export interface ConnectionParts {
  /** Whether an address has no limit. */
  isExempt(address: string): boolean;
  /** Called for each connection that is closed because there are too many. */
  refused(): void;
  limits?: ConnectionLimits;
}

// More than the browsers behind one address have open, and few enough that one client cannot use up the files that the
// process may open (thousands at least).
export const CONNECTION_LIMITS: ConnectionLimits = { host: 1_000, network: 4_000 };

/**
 * Closes each new connection of a client that has too many open. Nothing is read from it, and TLS does not begin, so
 * that it costs us next to nothing.
 */
export function limitConnections(
  server: Server,
  { isExempt, refused, limits = CONNECTION_LIMITS }: ConnectionParts,
): void {
  const open = new Map<string, number>();
  const isFull = (key: string, most: number): boolean => (open.get(key) ?? 0) >= most;

  // This comes before the listeners of HTTP and TLS. Both do nothing with a socket that is closed.
  server.prependListener('connection', (socket: Socket) => {
    const address = socket.remoteAddress;
    // A client that has left already has no address.
    if (address === undefined || isExempt(address)) return;
    const { host, around } = clientNetworks(address);
    if (isFull(host, limits.host) || around.some((network) => isFull(network, limits.network))) {
      refused();
      socket.destroy();
      return;
    }
    const keys = [host, ...around];
    for (const key of keys) open.set(key, (open.get(key) ?? 0) + 1);
    socket.once('close', () => {
      for (const key of keys) {
        const left = open.get(key)! - 1;
        if (left === 0) open.delete(key);
        else open.set(key, left);
      }
    });
  });
}
