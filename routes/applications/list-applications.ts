import { type ListFilter } from '../../db/applications/lists/list-source.js';
import { listUpdatedApplications } from '../../db/applications/lists/list-updated-applications.js';
import { candidateEmail } from '../../engine/application/candidate-email.js';
import { type PageCursor, readPageCursor, writePageCursor } from '../../engine/application/page-cursor.js';
import { parseInstant } from '../../engine/instant.js';
import { refuseFaults, Refusal } from '../../engine/refusal.js';
import { type Input } from '../documented.js';
import { type JsonText } from '../json-text.js';
import { type On, type Outcome } from '../operation.js';
import { listIncompleteApplications } from './list-incomplete-applications.js';
import { fieldsShape, presentItems } from './presenting/present-application.js';
import { shownLinks } from './presenting/shown-links.js';

type PageInput = Input<'listApplications'>;
type DayCursor = Extract<PageCursor, { by: 'day' }>;
type UpdateCursor = Extract<PageCursor, { by: 'update' }>;

/**
 * Get Assessments of one account, in pages with an opaque cursor. With `updated_since` the order is that of the last
 * change, so a client that polls reads only what changed. Such a client must ask from a little before its last look,
 * because a change has the time of its request but is visible only after its commit.
 */
export async function listApplications(input: PageInput, context: On<'account'>): Promise<Outcome<'listApplications'>> {
  const cursor = input.cursor === undefined ? undefined : readPageCursor(input.cursor);
  // A cursor of the order by change needs no `updated_since`: it names the place to go on from.
  const order = input.updated_since === undefined ? (cursor?.by ?? 'day') : 'update';
  if (input.cursor !== undefined && cursor?.by !== order) {
    const detail = 'must be the next_cursor of the page before, with the same other parameters';
    return refuseFaults([{ pointer: '/query/cursor', detail }]);
  }
  return order === 'day'
    ? byDay(input, cursor as DayCursor | undefined, context)
    : byUpdate(input, cursor as UpdateCursor | undefined, context);
}

function filterOf({ email, reference, position_id: positionId }: PageInput): ListFilter | undefined {
  if (email === undefined && reference === undefined && positionId === undefined) return undefined;
  return { email: email === undefined ? email : (candidateEmail([], email) ?? ''), reference, positionId };
}

async function byDay(
  input: PageInput,
  cursor: DayCursor | undefined,
  context: On<'account'>,
): Promise<Outcome<'listApplications'>> {
  const { status, limit } = input;
  const { accountId } = context;
  const answer = await listIncompleteApplications(
    {
      limit,
      filter: filterOf(input),
      references: true,
      ...(status !== undefined && { status }),
      ...(cursor && { start: { accountId, dateSub: cursor.day, applicationId: cursor.applicationId } }),
    },
    { ...context, accountIds: [accountId] },
  );
  if (answer instanceof Refusal) return answer;
  const { next } = answer;
  return listPage(answer, next && { by: 'day', day: next.dateSub, applicationId: next.applicationId });
}

async function byUpdate(
  input: PageInput,
  cursor: UpdateCursor | undefined,
  context: On<'account'>,
): Promise<Outcome<'listApplications'>> {
  const { status = 'incomplete', updated_since: since, limit } = input;
  const { accountId } = context;
  const { applications, next } = await listUpdatedApplications(context.db, {
    accountId,
    status,
    filter: filterOf(input),
    start: cursor ?? { updatedAt: parseInstant(since!)!, applicationId: '0' },
    limit,
    now: context.now,
  });
  const shape = await fieldsShape([accountId], context);
  const items = presentItems(applications, { shape, links: shownLinks(context), references: true });
  return listPage({ count: applications.length, items }, next && { by: 'update', ...next });
}

function listPage(
  { count, items }: { count: number; items: JsonText },
  next: PageCursor | undefined,
): Outcome<'listApplications'> {
  return { count, has_more: next !== undefined, next_cursor: next && writePageCursor(next), items };
}
