import { listAudit as storedEntries } from '../../../db/accounts/list-audit.js';
import { isStorableId } from '../../../engine/entity-id.js';
import { parseInstant } from '../../../engine/instant.js';
import { refuseFaults } from '../../../engine/refusal.js';
import { type Input } from '../../documented.js';
import { type Outcome } from '../../operation.js';
import { type AdminOn } from '../admin-operation.js';

/** Lists the audit log, the newest entry first. The cursor is the id of the last entry of the page before. */
export async function listAudit(
  { user, object, operation, request_id: requestId, since, until, limit, cursor }: Input<'adminListAudit'>,
  { db }: AdminOn<'user'>,
): Promise<Outcome<'adminListAudit'>> {
  if (cursor !== undefined && !isStorableId(cursor)) {
    return refuseFaults([{ pointer: '/query/cursor', detail: 'must be the next_cursor of the page before' }]);
  }
  const times = { since: instantOf(since), until: instantOf(until) };
  // One more tells whether there is another page.
  const found = await storedEntries(db, {
    ...{ userName: user, object, operation, requestId, before: cursor, limit: limit + 1 },
    ...times,
  });
  const items = found.reverse().slice(0, limit);
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
  };
}

const instantOf = (text: string | undefined): number | undefined =>
  text === undefined ? undefined : parseInstant(text);
