import { type Knex } from 'knex';
import { dialectOf } from '../../connection/dialect.js';
import { selectTuples } from '../../connection/select-rows.js';
import { NOTIFICATION_CHANNELS, type NotificationChannel } from '../notifications.js';

const CHANNELS = Object.keys(NOTIFICATION_CHANNELS) as NotificationChannel[];

export interface DueChannelsTimes {
  /** The interval at which a server that can wait looks, ms. */
  everyMs: number;
  /** How long it waits, ms. */
  forMs: number;
}

const AT_ONCE: DueChannelsTimes = { everyMs: 1, forMs: 0 };

/**
 * Makes the question on which channels something is due. A server that can wait answers when there is something, or
 * none after `forMs`. Each process asks it all the time, so it is one statement with a seek for each channel, and its
 * text is made once. The signal breaks off the wait.
 */
export function dueChannels(
  db: Knex,
  times: DueChannelsTimes = AT_ONCE,
): (signal?: AbortSignal) => Promise<NotificationChannel[]> {
  const { byIndex, nowMs, whenTrue } = dialectOf(db);
  const ofOne = (channel: NotificationChannel): string =>
    `exists(select 1 from notification_queue ${byIndex('notification_queue_by_due')}
      where channel = ${NOTIFICATION_CHANNELS[channel]} and due_ms <= ${nowMs})`;
  const question = whenTrue(CHANNELS.map(ofOne), times);
  return async (signal) => {
    const [due] = await selectTuples<unknown[]>(db, question, [], signal ? { signal } : {});
    return CHANNELS.filter((_, index) => Number(due![index]) === 1);
  };
}
