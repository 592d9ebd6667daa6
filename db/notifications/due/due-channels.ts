import { type Knex } from 'knex';
import { dialectOf } from '../../connection/dialect.js';
import { selectTuples } from '../../connection/select-rows.js';
import { NOTIFICATION_CHANNELS, type NotificationChannel } from '../notifications.js';

const CHANNELS = Object.keys(NOTIFICATION_CHANNELS) as NotificationChannel[];

/**
 * Makes the question on which channels something is due. Each process asks it all the time, so it is one statement with
 * a seek for each channel, and its text is made once.
 */
export function dueChannels(db: Knex): () => Promise<NotificationChannel[]> {
  const { byIndex, nowMs } = dialectOf(db);
  const ofOne = (channel: NotificationChannel): string =>
    `exists(select 1 from notification_queue ${byIndex('notification_queue_by_due')}
      where channel = ${NOTIFICATION_CHANNELS[channel]} and due_ms <= ${nowMs})`;
  const question = `select ${CHANNELS.map(ofOne).join(', ')}`;
  return async () => {
    const [due] = await selectTuples<unknown[]>(db, question, []);
    return CHANNELS.filter((_, index) => Number(due![index]) === 1);
  };
}
