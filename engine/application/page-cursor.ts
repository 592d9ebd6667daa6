import { endOfDay } from '../calendar.js';
import { type EntityId, parseEntityId } from '../entity-id.js';

/**
 * The place where a page of the resource face's list starts, in one of its two orders. The item named is the first one
 * (inclusive).
 */
export type PageCursor =
  { by: 'day'; day: string; applicationId: EntityId } | { by: 'update'; updatedAt: number; applicationId: EntityId };

/** The cursor as an opaque text. Its characters need no escaping in a URL. */
export function writePageCursor(cursor: PageCursor): string {
  const key = cursor.by === 'day' ? cursor.day : String(cursor.updatedAt);
  return Buffer.from(`${cursor.by} ${key} ${cursor.applicationId}`).toString('base64url');
}

/** Reads what `writePageCursor` wrote; undefined for anything else. */
export function readPageCursor(text: string): PageCursor | undefined {
  const parts = Buffer.from(text, 'base64url').toString('latin1').split(' ');
  const [by, key = '', id] = parts;
  const applicationId = parseEntityId(id);
  if (parts.length !== 3 || applicationId === undefined) return undefined;
  if (by === 'day' && endOfDay(key) !== undefined) return { by, day: key, applicationId };
  if (by === 'update' && /^\d{1,15}$/.test(key)) return { by, updatedAt: Number(key), applicationId };
  return undefined;
}
