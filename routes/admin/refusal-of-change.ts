import { refuse, type Refusal } from '../../engine/refusal.js';

/** The change that came first: its instant in ms and who made it, as far as that is known. */
export interface EarlierChange {
  version: number;
  at?: number | undefined;
  user?: string | undefined;
}

/** The refusal of a change whose `If-Match` names an older version than the stored one (412). */
export function refusalOfChange({ version, at, user }: EarlierChange): Refusal {
  const instant = at === undefined ? undefined : new Date(at).toISOString();
  const when = instant === undefined ? '' : ` at ${instant}`;
  const detail = `${user ?? 'Somebody'} changed this${when}, after you read it. Read it again, and then change it.`;
  return refuse('changed-meanwhile', detail, { changed: { version, at: instant, user } });
}
