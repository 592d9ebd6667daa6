import { type Knex } from 'knex';
import { type StoredApplication } from '../../../db/applications/applications.js';
import { findNotification, type StoredNotification } from '../../../db/notifications/list-notifications.js';
import { findReply } from '../../../db/notifications/notification-attempts.js';
import { type NotificationState } from '../../../db/notifications/notifications.js';
import { type InvitationKind, invitationKinds } from '../../../engine/invitation/invitation-kinds.js';
import { type Schema } from '../../documented.js';
import { presentInstant } from '../../notifications/present-notification.js';

type Invitation = Schema<'Invitation'>;

/** The word that callers get for each state. */
export const INVITATION_STATES: Record<NotificationState, Invitation['state']> = {
  live: 'waiting',
  delivered: 'sent',
  rejected: 'refused',
  expired: 'given_up',
  parked: 'given_up',
  cancelled: 'cancelled',
};

/** The invitations of an order that was just placed. */
export function newInvitations(addresses: Parameters<typeof invitationKinds>[0]): Invitation[] {
  return invitationKinds(addresses).map((channel) => ({ channel, state: 'waiting', attempt_count: 0 }));
}

/** What has become of the invitations of an application. */
export async function presentInvitations(db: Knex, application: StoredApplication, now: number): Promise<Invitation[]> {
  const invitations: Invitation[] = [];
  for (const kind of invitationKinds(application)) {
    const found = await findNotification(db, application.applicationId, kind);
    if (found) invitations.push(present(kind, found, await detailOf(db, kind, found), now));
  }
  return invitations;
}

function present(
  channel: InvitationKind,
  { state, attempts, lastStatus, endedAt, sentAt, nextDueAt }: StoredNotification,
  detail: string | undefined,
  now: number,
): Invitation {
  const ended = sentAt ?? endedAt;
  return {
    channel,
    // While a reminder is on its way, the invitation stays sent.
    state: INVITATION_STATES[sentAt === undefined ? state : 'delivered'],
    attempt_count: attempts,
    ...(lastStatus !== undefined && { last_status: lastStatus }),
    ...(detail !== undefined && { detail }),
    ...(ended !== undefined && { ended: presentInstant(ended) }),
    ...(nextDueAt !== undefined && nextDueAt > now && { next_attempt: presentInstant(nextDueAt) }),
  };
}

/**
 * Why the last attempt failed. A server's own words are shown only where they are about this recipient or this message.
 * Other words could be about the operator's account on that server.
 */
async function detailOf(
  db: Knex,
  kind: InvitationKind,
  { notificationId, state, attempts, lastStatus, lastFault }: StoredNotification,
): Promise<string | undefined> {
  if (state === 'delivered' || attempts === 0) return undefined;
  if (lastFault !== undefined) return lastFault;
  const aboutThis = lastStatus !== undefined && (kind === 'mail' || state === 'rejected');
  return (aboutThis && (await findReply(db, notificationId, attempts))) || undefined;
}
