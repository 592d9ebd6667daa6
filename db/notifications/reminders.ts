import { type Knex } from 'knex';
import { type EntityId } from '../../engine/entity-id.js';
import { INVITATION_KINDS, type InvitationKind } from '../../engine/invitation/invitation-kinds.js';
import { endedAs, NOTIFICATION_KINDS, NOTIFICATION_STATES } from './notifications.js';
import { sendAgain } from './replay-notification.js';

const KIND_NUMBERS = INVITATION_KINDS.map((kind) => NOTIFICATION_KINDS[kind]);

/** How far the invitations of an application are. */
export interface InvitationsSent {
  /** The kinds that were sent, and are not on their way again. */
  sent: InvitationKind[];
  /** Whether one is still to be sent, be it an invitation or a reminder. */
  isUnderWay: boolean;
}

/** Tells how far the invitations of an application are. */
export async function invitationsSent(trx: Knex, applicationId: EntityId): Promise<InvitationsSent> {
  const rows = await ofApplication(trx, applicationId).select('kind', 'state');
  const has = (kind: InvitationKind, state: number) =>
    rows.some((row) => row.kind === NOTIFICATION_KINDS[kind] && row.state === state);
  return {
    sent: INVITATION_KINDS.filter((kind) => has(kind, NOTIFICATION_STATES.delivered)),
    isUnderWay: rows.some(({ state }) => state === NOTIFICATION_STATES.live),
  };
}

/**
 * Queues the sent invitations of a locked application again, as reminders, due now. Each keeps when it was sent itself,
 * and is sent again once the reminder has ended, however that ends.
 */
export async function enqueueReminders(trx: Knex.Transaction, applicationId: EntityId, now: number): Promise<void> {
  const sent = () => ofApplication(trx, applicationId).where({ state: NOTIFICATION_STATES.delivered });
  const ids = (await sent().select('id')).map(({ id }) => id);
  if (ids.length === 0) return;
  await sent().update({ sent_ms: trx.raw('coalesce(ended_ms, ?)', [now]) });
  await sendAgain(trx, { notificationIds: ids, onlyIn: NOTIFICATION_STATES.delivered });
}

/** Ends the reminders of a locked application that are still to be sent. */
export async function endReminders(trx: Knex.Transaction, applicationId: EntityId, now: number): Promise<void> {
  const waiting = () =>
    ofApplication(trx, applicationId).where({ state: NOTIFICATION_STATES.live }).whereNotNull('sent_ms');
  const ids = (await waiting().select('id')).map(({ id }) => id);
  if (ids.length === 0) return;
  await waiting().update(endedAs(trx, 'cancelled', now));
  await trx('notification_queue').whereIn('notification_id', ids).delete();
}

const ofApplication = (db: Knex, applicationId: EntityId) =>
  db('notifications').where({ application_id: applicationId }).whereIn('kind', KIND_NUMBERS);
