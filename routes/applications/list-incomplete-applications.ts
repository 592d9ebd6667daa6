import { type ListedStatus, listApplications } from '../../db/applications/list-applications.js';
import { type EntityId } from '../../engine/entity-id.js';
import { type Refusal } from '../../engine/refusal.js';
import { type JsonText } from '../json-text.js';
import { type On } from '../operation.js';
import { fieldsShape, presentItems } from './present-application.js';

export interface ListInput {
  status?: ListedStatus;
  /** The first item of the page: what the previous page called its next. */
  start?: ListPlace;
  limit: number;
}

export interface ListPlace {
  accountId: EntityId;
  dateSub: string;
  applicationId: EntityId;
}

export interface ApplicationPage {
  count: number;
  items: JsonText;
  /** Where the next page starts; undefined on the last one. */
  next: ListPlace | undefined;
  /** Looks whether more than 10,000 are incomplete; asked only by the face that tells it. */
  tooBig(): Promise<boolean>;
}

/** Get Assessments, one page of the list (contract section 6, application_get without an application_id). */
export async function listIncompleteApplications(
  { status = 'incomplete', start, limit }: ListInput,
  { accountIds, ...context }: On<'accounts'>,
): Promise<ApplicationPage | Refusal> {
  const { db, now, publicUrl } = context;
  // One more than asked for: the inclusive cursor names the first item of the next page.
  const found = await listApplications(db, { accountIds, status, start, limit: limit + 1, now });
  const page = found.slice(0, limit);
  const next = found[limit];
  const shape = await fieldsShape(
    page.map((application) => application.accountId),
    context,
  );
  return {
    count: page.length,
    items: presentItems(page, { shape, publicUrl }),
    next: next && { accountId: next.accountId, dateSub: next.dateSub, applicationId: next.applicationId },
    // A first page that is also the last one has answered the question.
    tooBig: async () => (start || next ? context.isTooBig(accountIds) : false),
  };
}
