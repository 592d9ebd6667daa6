import cluster, { type Worker } from 'node:cluster';
import { availableParallelism } from 'node:os';
import { type Logger } from 'pino';
import { AggregatorRegistry } from 'prom-client';
import { type Listener, relay } from './relay.js';
import { type Role, ROLE_VARIABLE } from './worker-link.js';
import { type ToPrimary, type ToWorker } from './worker-message.js';

// The pause before a worker that has ended is started again. It doubles while workers end soon.
const PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 30_000;
// A worker that has lived so long had no fault at its start.
const SETTLED_MS = 60_000;
// A worker ends itself within 14 s.
const STOP_WITHIN_MS = 16_000;

/** A place that always has a worker. The first one has what only one process does. */
interface Place {
  role: Role;
  worker: Linked | undefined;
  pauseMs: number;
}

interface Linked extends Listener {
  worker: Worker;
  /** Resolves to true when the worker listens, and to false when it ends before. */
  listening: Promise<boolean>;
}

/**
 * Runs a gateway of so many workers, which share one port. A worker that dies is started again. SIGHUP starts new
 * workers, with the program and the certificate as they are now, and lets the old ones end when their connections have
 * gone. SIGTERM and SIGINT end all workers, then this process. Resolves to true when all workers listen, and to false
 * if the first one can't start; it has said why.
 */
export async function runPrimary({ workers, log }: { workers: number; log: Logger }): Promise<boolean> {
  const linked = new Map<Worker, Linked>();
  const places = Array.from({ length: workers }, (_, index): Place => {
    return { role: index === 0 ? 'lead' : 'other', worker: undefined, pauseMs: PAUSE_MS };
  });
  const start = linker(linked, places[0]!);
  const occupy = (place: Place, link: Linked): void => {
    place.worker = link;
    const since = performance.now();
    link.worker.once('exit', (code, signal) => {
      // One that retires has no place any more.
      if (place.worker !== link || stop.begun) return;
      place.worker = undefined;
      if (performance.now() - since >= SETTLED_MS) place.pauseMs = PAUSE_MS;
      const { pauseMs } = place;
      log.error({ pid: link.worker.process.pid, code, signal, pause_ms: pauseMs }, 'a worker has ended');
      place.pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS);
      setTimeout(() => {
        if (!stop.begun && !place.worker) occupy(place, start(place.role));
      }, pauseMs).unref();
    });
  };
  const stop = stopOnSignal(linked, log);
  const reload = reloader(async () => {
    for (const place of places) {
      if (stop.begun || !(await isReplaced(place))) return;
    }
    log.info('all workers are new');
  });
  const isReplaced = async (place: Place): Promise<boolean> => {
    const link = start(place.role);
    const isListening = await link.listening;
    if (isListening) {
      const old = place.worker;
      occupy(place, link);
      old?.send({ pop: 'retire' });
    } else if (!stop.begun) log.error('a new worker cannot start: the old ones go on');
    return isListening;
  };
  let isUp = false;
  // Without a listener the signal would end this process.
  process.on('SIGHUP', () => void (isUp && reload()));

  const first = start('first');
  if (!(await first.listening)) return false;
  occupy(places[0]!, first);
  for (const place of places.slice(1)) occupy(place, start(place.role));
  for (const { worker } of places) await worker?.listening;
  isUp = true;
  log.info({ workers }, 'all workers listen');
  return true;
}

/** Makes the function that starts a worker and links it with the others. */
function linker(linked: Map<Worker, Linked>, lead: Place): (role: Role) => Linked {
  const aggregator = new AggregatorRegistry();
  const passOn = relay({
    all: () => linked.values(),
    lead: () => lead.worker,
    metrics: () => aggregator.clusterMetrics(),
    checksAtOnce: Math.max(1, Math.floor(availableParallelism() / 2)),
  });
  return (role) => {
    const worker = cluster.fork({ [ROLE_VARIABLE]: role });
    const send = (message: ToWorker): void => {
      if (worker.isConnected()) worker.send(message, () => undefined);
    };
    const listening = new Promise<boolean>((resolve) => {
      worker.on('message', (message: ToPrimary | object) => {
        if (!('pop' in message)) return;
        if (message.pop === 'listening') resolve(true);
        passOn.heard(link, message);
      });
      worker.once('exit', () => {
        linked.delete(worker);
        passOn.left(link);
        resolve(false);
      });
    });
    // What could not be sent to a worker that has just ended. Its exit is what counts.
    worker.on('error', () => undefined);
    const link: Linked = { worker, send, listening };
    linked.set(worker, link);
    return link;
  };
}

/** Ends all workers at SIGTERM and SIGINT. This process ends by itself when there are none. */
function stopOnSignal(linked: ReadonlyMap<Worker, Linked>, log: Logger): { begun: boolean } {
  const stop = { begun: false };
  const endAll = (signal: NodeJS.Signals): void => {
    for (const { worker } of linked.values()) worker.process.kill(signal);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (stop.begun) return;
      stop.begun = true;
      log.info({ signal, workers: linked.size }, 'stopping');
      endAll('SIGTERM');
      setTimeout(() => endAll('SIGKILL'), STOP_WITHIN_MS).unref();
    });
  }
  cluster.on('exit', (_worker, code) => {
    if (!stop.begun) return;
    if (code !== 0) process.exitCode = 1;
    if (linked.size > 0) return;
    log.info('all workers have stopped');
    log.flush();
  });
  return stop;
}

/** Runs one reload at a time. One that is asked for meanwhile follows. */
function reloader(reload: () => Promise<void>): () => Promise<void> {
  let running = false;
  let again = false;
  return async () => {
    again = true;
    if (running) return;
    running = true;
    while (again) {
      again = false;
      await reload();
    }
    running = false;
  };
}
