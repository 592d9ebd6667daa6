import { type Knex } from 'knex';
import { compareEntityIds, type EntityId } from '../../engine/entity-id.js';
import { INVITATION_KINDS, type InvitationKind } from '../../engine/invitation/invitation-kinds.js';
import { selectRows } from '../connection/select-rows.js';
import { type NotificationRow, selectFrom, type StoredNotification, toNotification } from './list-notifications.js';
import { NOTIFICATION_KINDS, NOTIFICATION_STATES, type NotificationState } from './notifications.js';

export interface StoredInvitation extends StoredNotification {
  kind: InvitationKind;
}

/** Of one account, or in one state, or both. */
export interface InvitationQuery {
  accountId?: EntityId | undefined;
  state?: NotificationState | undefined;
  /** Only those created at this instant or later, ms. */
  since?: number | undefined;
  /** Only those created before this instant, ms. */
  until?: number | undefined;
  limit: number;
}

/** Invitations by account, then creation, then id. Each kind is a plain range of an index. */
export async function listInvitations(db: Knex, query: InvitationQuery): Promise<StoredInvitation[]> {
  const found: StoredInvitation[] = [];
  for (const kind of INVITATION_KINDS) found.push(...(await ofKind(db, kind, query)));
  return found.sort(inOrder).slice(0, query.limit);
}

async function ofKind(
  db: Knex,
  kind: InvitationKind,
  { accountId, state, since = 0, until = Number.MAX_SAFE_INTEGER, limit }: InvitationQuery,
): Promise<StoredInvitation[]> {
  const select = selectFrom(db, state === undefined ? 'notifications_by_creation' : 'notifications_by_state');
  const conditions = [
    ...(state === undefined ? [] : [`n.state = ${NOTIFICATION_STATES[state]}`]),
    `n.kind = ${NOTIFICATION_KINDS[kind]}`,
    ...(accountId === undefined ? [] : ['n.account_id = ?']),
    'n.created_ms >= ? and n.created_ms < ?',
  ];
  const text = `${select} where ${conditions.join(' and ')} order by n.account_id, n.created_ms, n.id limit ?`;
  const bindings = [...(accountId === undefined ? [] : [accountId]), since, until, limit];
  return (await selectRows<NotificationRow>(db, text, bindings)).map((row) => ({ kind, ...toNotification(row) }));
}

function inOrder(one: StoredInvitation, other: StoredInvitation): number {
  return (
    compareEntityIds(one.accountId, other.accountId) ||
    one.createdAt - other.createdAt ||
    compareEntityIds(one.notificationId, other.notificationId)
  );
}
