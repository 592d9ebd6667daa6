import { type EntityId, parseEntityId } from '../entity-id.js';

/** The place where a page of an account's notifications starts. The notification named is the first one (inclusive). */
export interface NotificationCursor {
  /** ms */
  createdAt: number;
  notificationId: EntityId;
}

/** The cursor as an opaque text. Its characters need no escaping in a URL. */
export function writeNotificationCursor({ createdAt, notificationId }: NotificationCursor): string {
  return Buffer.from(`notification ${createdAt} ${notificationId}`).toString('base64url');
}

/** Reads what `writeNotificationCursor` wrote; undefined for anything else. */
export function readNotificationCursor(text: string): NotificationCursor | undefined {
  const [, createdAt, id] =
    /^notification (\d{1,15}) (\d+)$/.exec(Buffer.from(text, 'base64url').toString('latin1')) ?? [];
  const notificationId = parseEntityId(id);
  return notificationId === undefined ? undefined : { createdAt: Number(createdAt), notificationId };
}
