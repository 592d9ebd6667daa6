import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { type Knex } from 'knex';
import { type Logger } from 'pino';
import { type ProcessIdentity, writeGatewayMinutes } from '../../db/figures/gateway-minutes.js';
import { hasQueueMinute, writeQueueMinute } from '../../db/figures/queue-minutes.js';
import { queueFigures } from '../../db/notifications/figures/notification-figures.js';
import { NOTIFICATION_CHANNELS, type NotificationChannel } from '../../db/notifications/notifications.js';
import { packageVersion } from '../package-version.js';
import { type MinuteCounter } from './count-minute.js';
import { minuteRecorder } from './minute-recorder.js';

export interface StartRecorderParts {
  db: Knex;
  counter: MinuteCounter;
  kind: ProcessIdentity['kind'];
  now(): number;
  log: Pick<Logger, 'warn'>;
}

const MINUTE_MS = 60_000;
// The processes of one database do not all write at the same moment. The queues are then counted by the first.
const SPREAD_MS = 5_000;
// How often the delay of the event loop is measured. What it gives includes this time. Each measurement wakes a process
// that has nothing to do.
const LOOP_EVERY_MS = 100;

/** Writes the figures of this process at each minute until it is stopped. */
export function startRecorder({ db, counter, kind, now, log }: StartRecorderParts): { stop(): Promise<void> } {
  const identity: ProcessIdentity = {
    process: randomBytes(8).toString('hex'),
    kind,
    host: hostname().slice(0, 64),
    pid: process.pid,
    version: packageVersion().slice(0, 32),
  };
  const loop = monitorEventLoopDelay({ resolution: LOOP_EVERY_MS });
  loop.enable();
  const takeLoopP99Us = (): number => {
    // Without a measurement it is not a number.
    const us = Math.round(loop.percentile(99) / 1000) - LOOP_EVERY_MS * 1000;
    loop.reset();
    return us > 0 ? us : 0;
  };
  const recorder = minuteRecorder({
    take: () => ({ ...counter.take(), loopP99Us: takeLoopP99Us() }),
    write: (minutes) => writeGatewayMinutes(db, identity, minutes),
    writeQueues: (minuteAt) => writeQueues(db, minuteAt),
    now,
    log,
  });
  let [ending, writing]: NodeJS.Timeout[] = [];
  const write = (): void => void recorder.writeWaiting();
  const untilMinute = (): void => {
    ending = setTimeout(endMinute, MINUTE_MS - (now() % MINUTE_MS)).unref();
  };
  const endMinute = (): void => {
    if (recorder.endMinute()) writing = setTimeout(write, Math.random() * SPREAD_MS).unref();
    untilMinute();
  };
  write();
  untilMinute();
  return {
    async stop() {
      clearTimeout(ending);
      clearTimeout(writing);
      await recorder.stop();
      loop.disable();
    },
  };
}

const CHANNELS = Object.keys(NOTIFICATION_CHANNELS) as NotificationChannel[];

async function writeQueues(db: Knex, minuteAt: number): Promise<void> {
  if (await hasQueueMinute(db, minuteAt)) return;
  const queues = [];
  for (const channel of CHANNELS) {
    queues.push({ channel: NOTIFICATION_CHANNELS[channel], ...(await queueFigures(db, channel)) });
  }
  await writeQueueMinute(db, minuteAt, queues);
}
