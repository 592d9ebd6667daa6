import { type ListedStatus, listUpdatedApplications } from '../../db/applications/list-applications.js';
import { type EntityId } from '../../engine/entity-id.js';
import { type PageCursor, readPageCursor, writePageCursor } from '../../engine/application/page-cursor.js';
import { accountsFor } from '../access.js';
import { listIncompleteApplications } from './list-incomplete-applications.js';
import { type JsonText } from '../json-text.js';
import { type Context, type Operation } from '../operation.js';
import { fieldsShape, presentItems } from './present-application.js';
import { refuseFaults, Refusal } from '../refusal.js';

export interface PageInput {
  account_id: EntityId;
  status?: ListedStatus;
  /** RFC 3339 instant or a day. */
  updated_since?: string;
  limit: number;
  cursor?: string;
}

export interface ApplicationListPage {
  count: number;
  has_more: boolean;
  next_cursor?: string;
  items: JsonText;
}

type DayCursor = Extract<PageCursor, { by: 'day' }>;
type UpdateCursor = Extract<PageCursor, { by: 'update' }>;

/**
 * Get Assessments of one account, a page behind an opaque cursor. With `updated_since` the order is that of the last
 * change, so that a client which polls reads what changed; it asks
 * from somewhat before its last look, for a change is stamped when it is asked for and seen when it is committed.
 */
export const listApplications: Operation<PageInput, ApplicationListPage> = async (input, context) => {
  const cursor = input.cursor === undefined ? undefined : readPageCursor(input.cursor);
  const order = input.updated_since === undefined ? 'day' : 'update';
  if (input.cursor !== undefined && cursor?.by !== order) {
    const detail = 'must be the next_cursor of the page before, with the same other parameters';
    return refuseFaults([{ pointer: '/query/cursor', detail }]);
  }
  return order === 'day'
    ? byDay(input, cursor as DayCursor | undefined, context)
    : byUpdate(input, cursor as UpdateCursor | undefined, context);
};

async function byDay(input: PageInput, cursor: DayCursor | undefined, context: Context) {
  const { account_id: accountId, status, limit } = input;
  const answer = await listIncompleteApplications(
    {
      account_id: accountId,
      limit,
      ...(status !== undefined && { status }),
      ...(cursor && { start: { accountId, dateSub: cursor.day, applicationId: cursor.applicationId } }),
    },
    context,
  );
  if (answer instanceof Refusal) return answer;
  const { next } = answer;
  return listPage(answer, next && { by: 'day', day: next.dateSub, applicationId: next.applicationId });
}

async function byUpdate(input: PageInput, cursor: UpdateCursor | undefined, context: Context) {
  const accounts = accountsFor('read', input.account_id, context);
  if (accounts instanceof Refusal) return accounts;
  const found = await listUpdatedApplications(context.db, {
    accountId: input.account_id,
    status: input.status ?? 'incomplete',
    start: cursor ?? { updatedAt: Date.parse(input.updated_since!), applicationId: '0' },
    limit: input.limit + 1,
    now: context.now,
  });
  const next = found[input.limit];
  const shape = await fieldsShape(accounts, context);
  const page = found.slice(0, input.limit);
  const items = presentItems(page, { shape, publicUrl: context.publicUrl });
  return listPage(
    { count: page.length, items },
    next && { by: 'update', updatedAt: next.updatedAt, applicationId: next.applicationId },
  );
}

function listPage(
  { count, items }: { count: number; items: JsonText },
  next: PageCursor | undefined,
): ApplicationListPage {
  return {
    count,
    has_more: next !== undefined,
    ...(next && { next_cursor: writePageCursor(next) }),
    items,
  };
}
