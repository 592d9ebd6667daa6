import { type ListedStatus, listApplications as storedApplications } from '../../db/applications/list-applications.js';
import { type EntityId } from '../../engine/entity-id.js';
import { accountsFor } from '../access.js';
import { type Operation } from '../operation.js';
import { type JsonText } from '../json-text.js';
import { fieldsShape, presentItems } from './present-application.js';
import { Refusal } from '../refusal.js';

export interface ListInput {
  account_id?: EntityId;
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
export const listIncompleteApplications: Operation<ListInput, ApplicationPage> = async (input, context) => {
  const accountIds = accountsFor('read', input.account_id, context);
  if (accountIds instanceof Refusal) return accountIds;
  const { db, now, publicUrl } = context;
  const { status = 'incomplete', start, limit } = input;
  // One more than asked for: the inclusive cursor names the first item of the next page.
  const found = await storedApplications(db, { accountIds, status, start, limit: limit + 1, now });
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
};
