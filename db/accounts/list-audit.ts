import { type Knex } from 'knex';
import { formsOfName } from '../../engine/sign-in/normal-form.js';
import { type AuditEntry } from './audit.js';

export interface StoredAuditEntry extends AuditEntry {
  entryId: string;
}

export interface AuditQuery {
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
  /** Only those that were added before this one. */
  before?: string | undefined;
  limit: number;
}

/** The newest entries of the audit log that match, the oldest of them first. */
export async function listAudit(db: Knex, query: AuditQuery): Promise<StoredAuditEntry[]> {
  const { object, userName, operation, requestId, refused = false, since, until, before, limit } = query;
  const rows = db('audit_log').orderBy('id', 'desc').limit(limit);
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

const OBJECT_ENDS = [' ', ':', ','];
