import cluster from 'node:cluster';
import { AggregatorRegistry, type Registry } from 'prom-client';
import { type NotificationChannel } from '../../db/notifications/notifications.js';
import { type EntityId } from '../../engine/entity-id.js';
import { type SharedWindows, type WindowChange } from '../../middleware/authentication/shared-windows.js';
import { type Count, type ToPrimary, type ToWorker } from './worker-message.js';

/** The variable by which the primary tells a worker what it is. It is no setting. */
export const ROLE_VARIABLE = 'GATEWAY_WORKER_ROLE';

/**
 * `first` and `lead` do what only one process of the gateway does: migrations, notifications, chores. `first` also
 * greets whoever has started the gateway.
 */
export type Role = 'first' | 'lead' | 'other';

/** The connection of a worker to its primary and so to the other workers. */
export interface WorkerLink {
  role: Role;
  /** To be called when the worker listens. */
  listens(): void;
  /** Wakes the notifier, in whatever worker it is. */
  wake(accountId: EntityId, channel?: NotificationChannel): void;
  onWake(wake: WorkerLink['wake']): void;
  /** Windows of that name that all workers count in. */
  windows(name: string): SharedWindows;
  /** Runs a password check when it is its turn among those of all workers. */
  inTurn<T>(check: () => Promise<T>): Promise<T>;
  /** What `metrics` answers is about all workers, and of this one it has that registry. */
  register(registry: Registry): void;
  metrics(): Promise<string>;
  /** Called when the worker is to retire. */
  onRetire(retire: () => void): void;
  /** Ends the connection, which would keep the process alive. To be called when all else has stopped. */
  leave(): Promise<void>;
}

// Counts are gathered for this time. So the error of a limit is what the other workers let through within it.
const TELL_EVERY_MS = 50;

/** Links this process to the primary that has started it. Undefined in a process that is no worker. */
export function linkToPrimary(env: NodeJS.ProcessEnv): WorkerLink | undefined {
  if (!cluster.isWorker) return undefined;
  // It answers the primary's questions from now on.
  new AggregatorRegistry();
  const send = (message: ToPrimary): void => {
    // Without a primary the process is about to end.
    if (process.connected) process.send!(message);
  };
  const hearers = new Map<string, (key: string, change: WindowChange) => void>();
  const asked = new Map<number, (answer: string | undefined) => void>();
  let lastId = 0;
  let wakeOwn: WorkerLink['wake'] = () => undefined;
  let retireOwn = (): void => undefined;
  let counts = new Map<string, Count>();

  const ask = (what: 'turn' | 'metrics'): Promise<{ id: number; answer: string | undefined }> =>
    new Promise((resolve) => {
      const id = ++lastId;
      asked.set(id, (answer) => resolve({ id, answer }));
      send({ pop: what, id });
    });

  const tell = (windows: string, key: string, { by, endsAt }: WindowChange): void => {
    if (counts.size === 0) {
      setTimeout(() => {
        send({ pop: 'counts', counts: [...counts.values()] });
        counts = new Map();
      }, TELL_EVERY_MS);
    }
    const name = `${windows} ${key}`;
    const before = by === 0 ? undefined : counts.get(name);
    counts.set(name, [windows, key, { by: by + (before?.[2].by ?? 0), endsAt }]);
  };

  process.on('message', (message: ToWorker | object) => {
    if (!('pop' in message)) return;
    if (message.pop === 'wake') wakeOwn(message.accountId, message.channel);
    else if (message.pop === 'retire') retireOwn();
    else if (message.pop === 'counts') {
      for (const [windows, key, change] of message.counts) hearers.get(windows)?.(key, change);
    } else {
      asked.get(message.id)?.('text' in message ? message.text : undefined);
      asked.delete(message.id);
    }
  });

  return {
    role: env[ROLE_VARIABLE] as Role,
    listens: () => send({ pop: 'listening' }),
    wake: (accountId, channel) => send({ pop: 'wake', accountId, channel }),
    onWake: (wake) => void (wakeOwn = wake),
    windows: (name) => ({
      tell: (key, change) => tell(name, key, change),
      listen: (hear) => void hearers.set(name, hear),
    }),
    async inTurn(check) {
      const { id } = await ask('turn');
      try {
        return await check();
      } finally {
        send({ pop: 'turn-over', id });
      }
    },
    register: (registry) => AggregatorRegistry.setRegistries(registry),
    async metrics() {
      const { answer } = await ask('metrics');
      if (answer === undefined) throw new Error('A worker did not give its metrics in time.');
      return answer;
    },
    onRetire: (retire) => void (retireOwn = retire),
    leave: () => Promise.resolve(void cluster.worker!.disconnect()),
  };
}
