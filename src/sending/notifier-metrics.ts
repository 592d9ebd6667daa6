import { type Knex } from 'knex';
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import { queueFigures } from '../../db/notifications/figures/notification-figures.js';
import { NOTIFICATION_CHANNELS, type NotificationChannel } from '../../db/notifications/notifications.js';
import { within } from '../within.js';

export interface NotifierMetricsParts {
  registry: Registry;
  db: Knex;
  /** Attempts under way in this process. */
  underWay(channel: NotificationChannel): number;
}

// The other metrics must not wait for the database any longer than this.
const FIGURES_WITHIN_MS = 3_000;

const CHANNELS = Object.keys(NOTIFICATION_CHANNELS) as NotificationChannel[];

/** Counts the attempts of the notifier as they end. The queue is counted when the metrics are read. */
export function notifierMetrics({ registry, db, underWay }: NotifierMetricsParts) {
  const registers = [registry];
  const attempts = new Counter({
    name: 'pop_notification_attempts_total',
    help: 'Attempts by channel (endpoint of the partner, messages to candidates) and outcome.',
    labelNames: ['channel', 'outcome'],
    registers,
  });
  const durations = new Histogram({
    name: 'pop_notification_attempt_duration_seconds',
    help: 'Duration of attempts.',
    labelNames: ['channel'],
    buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  });
  const lateness = new Histogram({
    name: 'pop_notification_lateness_seconds',
    help: 'How long a notification had been due when it was claimed.',
    labelNames: ['channel'],
    buckets: [0.01, 0.05, 0.1, 0.3, 1, 5, 30, 300, 3600],
    registers,
  });
  new Gauge({
    name: 'pop_notifications_under_way',
    help: 'Attempts under way in this process.',
    labelNames: ['channel'],
    registers,
    collect() {
      for (const channel of CHANNELS) this.set({ channel }, underWay(channel));
    },
  });
  new Gauge({
    name: 'pop_notification_queue',
    help: 'Queue: rows queued, rows due, seconds since the oldest row became due (paused accounts included), rows parked.',
    labelNames: ['channel', 'figure'],
    registers,
    async collect() {
      try {
        const figures = await within(FIGURES_WITHIN_MS, figuresOfAll(db), () => new Error('no figures'));
        for (const { channel, queued, due, oldestDueAgeMs, parked } of figures) {
          this.set({ channel, figure: 'queued' }, queued);
          this.set({ channel, figure: 'due' }, due);
          this.set({ channel, figure: 'oldest_due_seconds' }, oldestDueAgeMs / 1000);
          this.set({ channel, figure: 'parked' }, parked);
        }
      } catch {
        // The other metrics show that the database is away. Old figures would only mislead.
        this.reset();
      }
    },
  });
  return {
    claimed(lateMs: number, channel: NotificationChannel): void {
      lateness.observe({ channel }, lateMs / 1000);
    },
    attempted(outcome: string, milliseconds: number, channel: NotificationChannel): void {
      attempts.inc({ channel, outcome });
      durations.observe({ channel }, milliseconds / 1000);
    },
  };
}

async function figuresOfAll(db: Knex) {
  const all = [];
  for (const channel of CHANNELS) all.push({ channel, ...(await queueFigures(db, channel)) });
  return all;
}
