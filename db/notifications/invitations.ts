import { type Knex } from 'knex';
import { type EntityId } from '../../engine/entity-id.js';
import { INVITATION_KINDS, type InvitationKind } from '../../engine/invitation/invitation-kinds.js';
import { firstOrder, type InvitationOrders } from '../../engine/invitation/invitation-orders.js';
import { endedAs, enqueueNotification, NOTIFICATION_KINDS, NOTIFICATION_STATES } from './notifications.js';
import { sendAgain } from './replay-notification.js';

const KIND_NUMBERS = INVITATION_KINDS.map((kind) => NOTIFICATION_KINDS[kind]);

export interface NewInvitation {
  applicationId: EntityId;
  accountId: EntityId;
  expiresAt: number;
  now: number;
}

/** Puts the invitations of a new application into the queue, in the transaction that orders the application. */
export async function enqueueInvitations(
  trx: Knex.Transaction,
  kinds: readonly InvitationKind[],
  invitation: NewInvitation,
  orders: InvitationOrders = firstOrder(invitation.now),
): Promise<void> {
  const payload = JSON.stringify(orders);
  for (const kind of kinds) await enqueueNotification(trx, { kind, payload, ...invitation });
}

/** The orders for the invitations of an application. Undefined when it has no invitations. */
export async function invitationOrders(trx: Knex, applicationId: EntityId): Promise<InvitationOrders | undefined> {
  const row = await ofApplication(trx, applicationId).orderBy('kind').first('payload');
  return row && (JSON.parse(row.payload) as InvitationOrders);
}

/**
 * Makes the invitations of a locked application due now, in whatever state they are, and adds the kinds that it does
 * not have yet. An invitation is sent again by the same row, so that at most one of each kind is under way. It takes
 * the place of a reminder that is still to be sent.
 */
export async function resendInvitations(
  trx: Knex.Transaction,
  kinds: readonly InvitationKind[],
  invitation: NewInvitation,
  orders: InvitationOrders,
): Promise<void> {
  const rows = await ofApplication(trx, invitation.applicationId).select('id', 'kind');
  const wanted = rows.filter(({ kind }) => kinds.some((name) => NOTIFICATION_KINDS[name] === kind));
  const ids = wanted.map(({ id }) => id);
  if (ids.length > 0) {
    await trx('notifications')
      .whereIn('id', ids)
      .update({ payload: JSON.stringify(orders), sent_ms: null });
    await sendAgain(trx, { notificationIds: ids });
  }
  const missing = kinds.filter((name) => !wanted.some(({ kind }) => NOTIFICATION_KINDS[name] === kind));
  await enqueueInvitations(trx, missing, invitation, orders);
}

/** Ends what is still to be sent to the candidate of a locked application that is completed or cancelled. */
export async function cancelInvitations(trx: Knex.Transaction, applicationId: EntityId, now: number): Promise<void> {
  const rows = await ofApplication(trx, applicationId).where({ state: NOTIFICATION_STATES.live }).select('id');
  if (rows.length === 0) return;
  const ids = rows.map(({ id }) => id);
  await trx('notifications')
    .whereIn('id', ids)
    .where({ state: NOTIFICATION_STATES.live })
    .update(endedAs(trx, 'cancelled', now));
  await trx('notification_queue').whereIn('notification_id', ids).delete();
}

const ofApplication = (db: Knex, applicationId: EntityId) =>
  db('notifications').where({ application_id: applicationId }).whereIn('kind', KIND_NUMBERS);
