import { type Socket } from 'node:net';
import { performance } from 'node:perf_hooks';
import { type buildConnector } from 'undici';
import { type AddressOrder } from './address-order.js';
import { addressesOfLiteral, portOf, type EgressGuard } from './egress.js';
import { AttemptFault, faultWord, moreTelling } from './fault-words.js';
import { skipContinue } from './skip-continue.js';

/** What is known of a client's connection. A new connection begins a new count. Durations are in ms. */
export interface ConnectionTrace {
  made: number;
  /** The address connected to, or being tried. After a fault it is the address that the fault is about. */
  address?: string | undefined;
  dnsMs?: number | undefined;
  /** The duration of TCP and TLS together, counted from the end of the look-up. */
  connectMs?: number | undefined;
}

export interface GuardedConnectOptions {
  guard: EgressGuard;
  resolve: (name: string) => Promise<string[]>;
  /** In which order the addresses of a name are tried. */
  order: AddressOrder;
  /** The time-out for the look-up, TCP and TLS together. */
  connectMs: number;
  /** undici's own connector. The time-out is ours. */
  open: buildConnector.connector;
  /** Breaks off connects that are under way. */
  signal: AbortSignal;
}

/**
 * How many addresses of a name one connect tries. With hundreds of them each would have only a few milliseconds. The
 * next connect tries others.
 */
const MAX_ADDRESSES = 4;

/**
 * Connects like undici's connector, but looks the name up itself and asks the guard about every address. It then
 * connects to exactly the address that was checked. A second look-up between check and connect could give another
 * address.
 */
export function guardedConnect(options: GuardedConnectOptions): (trace: ConnectionTrace) => buildConnector.connector {
  return (trace) => (target, callback) => {
    connect(options, target, trace).then(
      (socket) => callback(null, socket),
      (error: unknown) => callback(error instanceof AttemptFault ? error : new AttemptFault(faultWord(error)), null),
    );
  };
}

async function connect(
  { guard, resolve, order, connectMs, open, signal }: GuardedConnectOptions,
  target: buildConnector.Options,
  trace: ConnectionTrace,
): Promise<Socket> {
  const start = performance.now();
  Object.assign(trace, { made: trace.made + 1, address: undefined, dnsMs: undefined, connectMs: undefined });
  const literal = addressesOfLiteral(target.hostname);
  const addresses = literal ?? (await within(connectMs, resolve(target.hostname)));
  const found = performance.now();
  if (!literal) trace.dnsMs = found - start;
  const permittedAddresses = permitted(guard, addresses, portOf(target.port, target.protocol), trace);
  const name = `${target.protocol}${target.hostname}:${target.port}`;
  const tried = order.sort(name, permittedAddresses).slice(0, MAX_ADDRESSES);
  let failure: { fault: string; address: string } | undefined;
  for (const [index, address] of tried.entries()) {
    trace.address = address;
    const left = start + connectMs - performance.now();
    try {
      const socket = await openWithin(left / (tried.length - index), signal, open, { ...target, hostname: address });
      trace.connectMs = performance.now() - found;
      order.answered(name, address);
      skipContinue(socket);
      return socket;
    } catch (error) {
      const fault = faultWord(error);
      if (!failure || moreTelling(fault, failure.fault)) failure = { fault, address };
      if (permittedAddresses.length > 1) order.failed(name, address);
      // A server answered. It has the same certificate at its other addresses.
      if (signal.aborted || fault.startsWith('tls:')) break;
    }
  }
  trace.address = failure?.address;
  throw new AttemptFault(failure?.fault ?? 'name not found');
}

/** Gives the addresses that may be called. Throws if there are addresses but none of them may be called. */
function permitted(guard: EgressGuard, addresses: string[], port: number, trace: ConnectionTrace): string[] {
  const verdicts = addresses.map((address) => ({ address, refusal: guard.refusal(address, port) }));
  const callable = verdicts.filter(({ refusal }) => refusal === undefined);
  const [first] = verdicts;
  if (first && callable.length === 0) {
    trace.address = first.address;
    throw new AttemptFault(`blocked: ${first.refusal}`, true);
  }
  return callable.map(({ address }) => address);
}

function openWithin(
  ms: number,
  signal: AbortSignal,
  open: buildConnector.connector,
  target: buildConnector.Options,
): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const giveUp = (fault: string) => (): void => void socket.destroy(new AttemptFault(fault));
    const stop = giveUp('stopped');
    const timer = setTimeout(giveUp('connect timed out'), Math.max(ms, 0));
    // The type says void, but it returns the socket at once. The socket is needed to break a connect off.
    const socket = open(target, (error, connected) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
      if (error) reject(error);
      else resolve(connected);
    }) as unknown as Socket;
    signal.addEventListener('abort', stop);
    if (signal.aborted) stop();
  });
}

async function within<T>(ms: number, promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new AttemptFault('name lookup timed out')), ms);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
