import { type Knex } from 'knex';
import { formsOfName } from '../../engine/sign-in/normal-form.js';
import { type AuditEntry } from './audit.js';

export interface StoredAuditEntry extends AuditEntry {
  entryId: string;
}

/** Which entries somebody looks for. */
export interface AuditFilter {
  /** `application 42` is that and whatever begins with it as a whole word, such as `application 42: ...`. */
  object?: string | undefined;
  /** In whatever form it is written. */
  userName?: string | undefined;
  operation?: string | undefined;
  requestId?: string | undefined;
  /** Only what was refused. */
  refused?: boolean | undefined;
  /** Only those at this instant or later, ms. */
  since?: number | undefined;
  /** Only those before this instant, ms. */
  until?: number | undefined;
}

interface AuditQuery extends AuditFilter {
  /** Only those that were added before this one. */
  before?: string | undefined;
  limit: number;
}

/** So many of the newer entries are looked at when they are counted. */
const LOOKED_AT = 10_000;

/** The newest entries of the audit log that match, the oldest of them first. */
export async function listAudit(db: Knex, { before, limit, ...filter }: AuditQuery): Promise<StoredAuditEntry[]> {
  const rows = db('audit_log').orderBy('id', 'desc').limit(limit);
  onlyMatching(rows, filter);
  if (before !== undefined) void rows.where('id', '<', before);
  return (await rows).reverse().map((row) => ({
    entryId: row.id,
    at: row.at_ms,
    userName: row.user_name,
    credentialId: row.credential_id ?? undefined,
    operation: row.operation,
    object: row.object,
    outcome: row.outcome,
    address: row.address,
    requestId: row.request_id,
  }));
}

/** How many that match were added with this id or later. `atLeast` says that there may be more than that. */
export async function countNewerAudit(
  db: Knex,
  from: string,
  filter: AuditFilter,
): Promise<{ count: number; atLeast: boolean }> {
  const looked = db('audit_log').where('id', '>=', from).orderBy('id');
  const matching = db
    .from(looked.clone().limit(LOOKED_AT).as('looked'))
    .count<{ count: number | string }[]>('* as count');
  onlyMatching(matching, filter);
  const [counted, further] = await Promise.all([matching, looked.offset(LOOKED_AT).limit(1).select('id')]);
  return { count: Number(counted[0]!.count), atLeast: further.length > 0 };
}

function onlyMatching(rows: Knex.QueryBuilder, filter: AuditFilter): void {
  const { object, userName, operation, requestId, refused = false, since, until } = filter;
  if (object !== undefined) {
    // Ranges of the index: the words of an object end with one of these characters.
    void rows.where((or) => {
      void or.where({ object });
      for (const end of OBJECT_ENDS) void or.orWhereBetween('object', [object + end, `${object}${end}\u{10FFFF}`]);
    });
  }
  if (userName !== undefined) void rows.whereIn('user_name', formsOfName(userName));
  if (operation !== undefined) void rows.where({ operation });
  if (requestId !== undefined) void rows.where({ request_id: requestId });
  if (refused) void rows.whereNot({ outcome: 'ok' });
  if (since !== undefined) void rows.where('at_ms', '>=', since);
  if (until !== undefined) void rows.where('at_ms', '<', until);
}

const OBJECT_ENDS = [' ', ':', ','];
