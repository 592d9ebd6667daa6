import { type Knex } from 'knex';
import { endedAs, NOTIFICATION_STATES } from '../notifications.js';

/**
 * Ends the notifications and invitations of applications whose person was taken out, and deletes what was sent and what
 * came back. Their expiry is now, so that nothing sends them again. How often and when each was tried stays.
 */
export async function forgetSent(trx: Knex.Transaction, applicationIds: readonly string[], now: number): Promise<void> {
  const rows = await trx('notifications').whereIn('application_id', applicationIds).select('id');
  const ids = rows.map(({ id }) => id);
  if (ids.length === 0) return;
  await trx('notification_queue').whereIn('notification_id', ids).delete();
  await trx('notifications')
    .whereIn('id', ids)
    .where({ state: NOTIFICATION_STATES.live })
    .update(endedAs(trx, 'cancelled', now));
  await trx('notifications').whereIn('id', ids).where('expires_ms', '>', now).update({ expires_ms: now });
  await trx('notifications').whereIn('id', ids).update({ payload: '{}', last_fault: null });
  await trx('notification_attempts')
    .whereIn('notification_id', ids)
    .where((each) => void each.whereNotNull('reply').orWhereNotNull('fault'))
    .update({ reply: null, fault: null });
}

/** Those of the notifications whose application's person was taken out. */
export async function ofErasedApplications(db: Knex, notificationIds: readonly string[]): Promise<string[]> {
  return db('notifications as n')
    .join('applications as a', 'a.id', 'n.application_id')
    .whereIn('n.id', notificationIds)
    .whereNotNull('a.erased_ms')
    .pluck('n.id');
}
