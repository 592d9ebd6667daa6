import { type Knex } from 'knex';
import { findAccount } from '../../../db/accounts/accounts.js';
import {
  type ApplicationPlace,
  type NewestApplication,
  newestApplications,
  type NewestFilter,
} from '../../../db/applications/lists/newest-applications.js';
import { candidateEmail } from '../../../engine/application/candidate-email.js';
import { readPageCursor, writePageCursor } from '../../../engine/application/page-cursor.js';
import { isStorableId, parseEntityId } from '../../../engine/entity-id.js';
import { refuse, Refusal, refuseFaults } from '../../../engine/refusal.js';
import { type Input, type Schema } from '../../documented.js';
import { presentInstant } from '../../notifications/present-notification.js';
import { type Outcome } from '../../operation.js';
import { type AdminOn } from '../admin-operation.js';

type ListInput = Input<'adminListApplications'>;

const CURSOR = { pointer: '/query/cursor', detail: 'must be the next_cursor of the page before' };
const SEARCH = {
  pointer: '/query/q',
  detail: "must be the id of an application or a candidate's e-mail address, or with an account a reference",
};

/** Lists applications of all accounts, the newest first. A search for an id finds that one, whatever the filter is. */
export async function listApplications(
  input: ListInput,
  { db, now }: AdminOn<'user'>,
): Promise<Outcome<'adminListApplications'>> {
  const start = placeOf(input.cursor);
  if (start === 'invalid') return refuseFaults([CURSOR]);
  const id = parseEntityId(input.q);
  if (id !== undefined) return pageOf(await onlyThat(db, id, now), undefined);
  const filter = await filterOf(input, db);
  if (filter instanceof Refusal) return filter;
  const { applications, next } = await newestApplications(db, { filter, start, limit: input.limit, now });
  return pageOf(applications, next);
}

function placeOf(text: string | undefined): ApplicationPlace | undefined | 'invalid' {
  const cursor = text === undefined ? undefined : readPageCursor(text);
  if (cursor === undefined) return text === undefined ? undefined : 'invalid';
  return cursor.by === 'day' ? { dateSub: cursor.day, applicationId: cursor.applicationId } : 'invalid';
}

async function onlyThat(db: Knex, applicationId: string, now: number): Promise<NewestApplication[]> {
  if (!isStorableId(applicationId)) return [];
  const start = { dateSub: '', applicationId };
  const { applications } = await newestApplications(db, { filter: {}, start, limit: 1, now });
  return applications.filter((one) => one.applicationId === applicationId);
}

async function filterOf({ q, account, position, status }: ListInput, db: Knex): Promise<NewestFilter | Refusal> {
  if (account !== undefined && !(isStorableId(account) && (await findAccount(db, account)))) {
    return refuse('unknown-object', 'No such account.');
  }
  if (position !== undefined && !isStorableId(position)) return refuse('unknown-object', 'No such position.');
  const filter = { accountId: account, positionId: position, status };
  if (q === undefined) return filter;
  if (q.includes('@')) return { ...filter, email: candidateEmail([], q) ?? '' };
  return account === undefined ? refuseFaults([SEARCH]) : { ...filter, reference: q };
}

function pageOf(
  applications: NewestApplication[],
  next: ApplicationPlace | undefined,
): Outcome<'adminListApplications'> {
  return {
    count: applications.length,
    has_more: next !== undefined,
    next_cursor: next && writePageCursor({ by: 'day', day: next.dateSub, applicationId: next.applicationId }),
    items: applications.map(present),
  };
}

function present(application: NewestApplication): Schema<'AdminApplicationItem'> {
  const { completedAt, fields, candidateEmail: email, reference } = application;
  return {
    application_id: application.applicationId,
    account_id: application.accountId,
    account: application.accountName,
    position_id: application.positionId,
    position: application.positionName,
    candidate: fields.find(({ name }) => name === 'app_full_name')?.value ?? '',
    ...(email !== undefined && { email }),
    ...(reference !== undefined && { reference }),
    status: application.status,
    created: presentInstant(application.createdAt),
    expires: presentInstant(application.expiresAt),
    completed: completedAt === undefined ? null : presentInstant(completedAt),
  };
}
