import { type Knex } from 'knex';
import { APPLICATION_STATES } from '../../../engine/application/application-status.js';
import { writeTransaction } from '../../connection/transaction.js';
import { NOTIFICATION_KINDS, NOTIFICATION_STATES } from '../notifications.js';

/** How far to go: what ended before these instants (ms) is deleted. Undefined: nothing is. */
export interface EndedBefore {
  attempts: number | undefined;
  notifications: number | undefined;
}

// The look reads so many rows by their ids, however few of them are to be deleted.
const LOOKED_AT = 500;
// One transaction deletes no more rows than this, because a cluster hands it on as one piece.
const ROWS = 1000;

interface Row {
  id: string;
  created_ms: number;
  /** Whether it may go with its attempts, and whether it has attempts that may go. */
  goes: number;
  fades: number;
  attempts: number;
}

/**
 * Goes through the notifications and invitations above the id `after`, a batch of them. Deletes what ended long ago:
 * attempts, and with their attempts whole notifications. One that is still to be sent stays with all its attempts.
 * Invitations stay while they can be sent again: until their application has been completed, cancelled or expired.
 * Answers where to go on; undefined at the end.
 */
export async function forgetEnded(db: Knex, before: EndedBefore, after: string): Promise<string | undefined> {
  const youngest = Math.max(before.attempts ?? 0, before.notifications ?? 0);
  const rows = await look(db, before, after);
  const [attempts, notifications]: [string[], string[]] = [[], []];
  let next: string | undefined;
  let deleted = 0;
  for (const { id, goes, fades, attempts: count } of rows) {
    deleted += goes || fades ? 1 + count : 0;
    if (deleted > ROWS && attempts.length > 0) break;
    if (goes || fades) attempts.push(id);
    if (goes) notifications.push(id);
    next = id;
  }
  if (attempts.length > 0) await writeTransaction(db, (trx) => forget(trx, { attempts, notifications, youngest }));
  // Ids are given in the order of creation, and what was created later has not ended before.
  const isOver = rows.length < LOOKED_AT || rows.every((row) => row.created_ms >= youngest);
  return isOver && next === rows.at(-1)?.id ? undefined : next;
}

/** Whether one of the oldest notifications and invitations ended before that, with what is then to be deleted. */
export async function hasEnded(db: Knex, before: EndedBefore): Promise<boolean> {
  return (await look(db, before, '0')).some(({ goes, fades }) => goes || fades);
}

const STAYS = 0;
const { completed, cancelled } = APPLICATION_STATES;

async function look(db: Knex, before: EndedBefore, after: string): Promise<Row[]> {
  const { notifications = STAYS, attempts = STAYS } = before;
  const isOver = `n.state <> ${NOTIFICATION_STATES.live} and n.ended_ms <`;
  const noInvitation = `n.kind = ${NOTIFICATION_KINDS.notification}`;
  const kept = '(select count(*) from notification_attempts t where t.notification_id = n.id)';
  return db('notifications as n')
    .join('applications as a', 'a.id', 'n.application_id')
    .where('n.id', '>', after)
    .orderBy('n.id')
    .limit(LOOKED_AT)
    .select<Row[]>(
      'n.id',
      'n.created_ms',
      db.raw(
        `case when ${isOver} ? and (${noInvitation} or a.state in (?, ?) or n.expires_ms < ?) then 1 else 0 end as goes`,
        [notifications, completed, cancelled, notifications],
      ),
      db.raw(`case when ${isOver} ? and ${kept} > 0 then 1 else 0 end as fades`, [attempts]),
      db.raw(`case when ${isOver} ? then ${kept} else 0 end as attempts`, [Math.max(notifications, attempts)]),
    );
}

interface Forgotten {
  attempts: string[];
  notifications: string[];
  youngest: number;
}

async function forget(trx: Knex.Transaction, { attempts, notifications, youngest }: Forgotten): Promise<void> {
  // One that was sent again since the look is live. The lock keeps that from happening from here on.
  const ended = await trx('notifications')
    .whereIn('id', attempts)
    .whereNot({ state: NOTIFICATION_STATES.live })
    .where('ended_ms', '<', youngest)
    .forUpdate()
    .pluck('id');
  const stillEnded = new Set<string>(ended);
  const of = (ids: string[]): string[] => ids.filter((id) => stillEnded.has(id));
  await trx('notification_attempts').whereIn('notification_id', of(attempts)).delete();
  await trx('notifications').whereIn('id', of(notifications)).delete();
}
