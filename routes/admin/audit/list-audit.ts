import { countNewerAudit, listAudit as storedEntries } from '../../../db/accounts/list-audit.js';
import { isStorableId } from '../../../engine/entity-id.js';
import { parseInstant } from '../../../engine/instant.js';
import { refuseFaults } from '../../../engine/refusal.js';
import { type Input } from '../../documented.js';
import { type Outcome } from '../../operation.js';
import { type AdminOn } from '../admin-operation.js';

/**
 * Lists the audit log, the newest entry first. The cursor is greater than the first id of its page. So a page that is
 * read again with it stays the same while newer entries come. These are counted.
 */
export async function listAudit(
  { user, object, operation, request_id: requestId, since, until, limit, cursor }: Input<'adminListAudit'>,
  { db }: AdminOn<'user'>,
): Promise<Outcome<'adminListAudit'>> {
  if (cursor !== undefined && !isStorableId(cursor)) {
    return refuseFaults([{ pointer: '/query/cursor', detail: 'must be the next_cursor of the page before' }]);
  }
  const times = { since: instantOf(since), until: instantOf(until) };
  const filter = { userName: user, object, operation, requestId, ...times };
  // One more tells whether there is another page.
  const found = await storedEntries(db, { ...filter, before: cursor, limit: limit + 1 });
  const items = found.reverse().slice(0, limit);
  const [first] = items;
  const newer = cursor === undefined ? { count: 0, atLeast: false } : await countNewerAudit(db, cursor, filter);
  const last = found.length > limit ? items.at(-1) : undefined;
  return {
    items: items.map((entry) => ({
      entry_id: entry.entryId,
      at: new Date(entry.at).toISOString(),
      user: entry.userName,
      operation: entry.operation,
      object: entry.object,
      outcome: entry.outcome,
      address: entry.address,
      request_id: entry.requestId,
    })),
    ...(last && { next_cursor: last.entryId }),
    own_cursor: cursor ?? (first && String(BigInt(first.entryId) + 1n)),
    newer: { count: newer.count, at_least: newer.atLeast },
  };
}

const instantOf = (text: string | undefined): number | undefined =>
  text === undefined ? undefined : parseInstant(text);
