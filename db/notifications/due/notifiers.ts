import { type Knex } from 'knex';
import { dialectOf } from '../../connection/dialect.js';
import { type Integer, selectTuples } from '../../connection/select-rows.js';
import { NOTIFICATION_CHANNELS, type NotificationChannel } from '../notifications.js';

// Long after its lease no process waits for the notifier to come back.
const FORGOTTEN_AFTER_MS = 60_000;

export interface LiveNotifier {
  channel: NotificationChannel;
  id: string;
  /** The rest of its lease by the database's clock, ms. */
  leftMs: number;
}

const CHANNELS = Object.keys(NOTIFICATION_CHANNELS) as NotificationChannel[];

/**
 * Takes or renews the lease of this notifier on its channels. Answers all notifiers that live, in the order of their
 * ids, and deletes those that are long dead. Nothing is locked, and each notifier writes its own rows alone.
 */
export async function renewNotifier(
  db: Knex,
  { id, channels, leaseMs }: { id: string; channels: readonly NotificationChannel[]; leaseMs: number },
): Promise<LiveNotifier[]> {
  const { nowMs } = dialectOf(db);
  const until_ms = db.raw(`${nowMs} + ?`, [leaseMs]);
  await db('notifiers')
    .insert(channels.map((channel) => ({ channel: NOTIFICATION_CHANNELS[channel], id, until_ms })))
    .onConflict(['channel', 'id'])
    .merge(['until_ms']);
  const rows = await selectTuples<[channel: Integer, id: string, left: Integer]>(
    db,
    `select channel, id, until_ms - ${nowMs} from notifiers order by id`,
    [],
  );
  const all = rows.map(([channel, name, left]) => ({
    channel: CHANNELS.find((one) => NOTIFICATION_CHANNELS[one] === Number(channel))!,
    ...{ id: name, leftMs: Number(left) },
  }));
  const dead = all.filter(({ leftMs }) => leftMs < -FORGOTTEN_AFTER_MS);
  if (dead.length > 0) await forgetNotifiers(db, [...new Set(dead.map((one) => one.id))]);
  return all.filter(({ leftMs }) => leftMs > 0);
}

/** The accounts of these notifiers go to the others as soon as these look. */
export async function forgetNotifiers(db: Knex, ids: readonly string[]): Promise<void> {
  await db('notifiers')
    .whereIn('id', [...ids])
    .delete();
}
