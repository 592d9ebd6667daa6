import { listApplications } from '../../db/applications/lists/list-applications.js';
import { type ListedStatus, type ListFilter } from '../../db/applications/lists/list-source.js';
import { type EntityId } from '../../engine/entity-id.js';
import { type Refusal } from '../../engine/refusal.js';
import { type JsonText } from '../json-text.js';
import { type On } from '../operation.js';
import { fieldsShape, presentItems } from './presenting/present-application.js';
import { shownLinks } from './presenting/shown-links.js';

export interface ListInput {
  status?: ListedStatus;
  filter?: ListFilter | undefined;
  /** Whether the items have the references of their orders. */
  references?: boolean;
  /** The first item of the page, which the page before gave as `next`. */
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
  /** The start of the next page; undefined on the last page. */
  next: ListPlace | undefined;
  /** Tells whether more than 10,000 are incomplete. Only the face that reports it asks. */
  tooBig(): Promise<boolean>;
}

/** Get Assessments: gives one page of the list (contract, section 6, application_get without an application_id). */
export async function listIncompleteApplications(
  { status = 'incomplete', filter, references = false, start, limit }: ListInput,
  context: On<'accounts'>,
): Promise<ApplicationPage | Refusal> {
  const { db, now, accountIds } = context;
  // We read one item more than asked for, because the inclusive cursor names the first item of the next page.
  const found = await listApplications(db, { accountIds, status, filter, start, limit: limit + 1, now });
  const page = found.slice(0, limit);
  const next = found[limit];
  const shape = await fieldsShape(
    page.map((application) => application.accountId),
    context,
  );
  return {
    count: page.length,
    items: presentItems(page, { shape, links: shownLinks(context), references }),
    next: next && { accountId: next.accountId, dateSub: next.dateSub, applicationId: next.applicationId },
    // A first page that is also the last one shows that there are not more.
    tooBig: async () => (start || next ? context.isTooBig(accountIds) : false),
  };
}
