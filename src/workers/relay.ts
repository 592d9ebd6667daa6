import { type ToPrimary, type ToWorker } from './worker-message.js';

/** A worker as the relay sees it. */
export interface Listener {
  send(message: ToWorker): void;
}

export interface RelayParts {
  /** The workers that are linked. */
  all(): Iterable<Listener>;
  /** The worker that has the notifier. */
  lead(): Listener | undefined;
  /** The metrics of all workers. */
  metrics(): Promise<string>;
  /** How many password checks may run at a time in all workers. */
  checksAtOnce: number;
}

/**
 * Passes on what workers tell each other, and gives the turns of password checks. So guessers keep as few cores busy as
 * with one process, however many workers there are.
 */
export function relay({ all, lead, metrics, checksAtOnce }: RelayParts) {
  let waiting: { worker: Listener; id: number }[] = [];
  let running: { worker: Listener; id: number }[] = [];

  const giveTurns = (): void => {
    while (running.length < checksAtOnce && waiting.length > 0) {
      const next = waiting.shift()!;
      running.push(next);
      next.worker.send({ pop: 'turn', id: next.id });
    }
  };

  return {
    heard(worker: Listener, message: ToPrimary): void {
      switch (message.pop) {
        case 'wake':
          return lead()?.send(message);
        case 'counts':
          for (const other of all()) if (other !== worker) other.send(message);
          return;
        case 'turn':
          waiting.push({ worker, id: message.id });
          return giveTurns();
        case 'turn-over':
          running = running.filter((turn) => turn.worker !== worker || turn.id !== message.id);
          return giveTurns();
        case 'metrics': {
          const answer = (text?: string): void => worker.send({ pop: 'metrics', id: message.id, text });
          metrics().then(answer, () => answer());
          return;
        }
        case 'listening':
      }
    },
    /** Takes the turns of a worker that has ended. */
    left(worker: Listener): void {
      waiting = waiting.filter((turn) => turn.worker !== worker);
      running = running.filter((turn) => turn.worker !== worker);
      giveTurns();
    },
  };
}
