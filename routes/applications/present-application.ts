import { readAccountConfig } from '../../engine/config/account-config.js';
import { fieldsAsPipeString, fieldsOfArray } from '../../engine/application/application-fields.js';
import { type ApplicationStatus, applicationStatus } from '../../engine/application/application-status.js';
import { dayOf, NO_DATE } from '../../engine/calendar.js';
import { applicationLink, reportLink } from '../../engine/application/links.js';
import { listAccounts } from '../../db/accounts/accounts.js';
import { type StoredApplication } from '../../db/applications/applications.js';
import { type ListedApplication } from '../../db/applications/listed-application.js';
import { JsonText } from '../json-text.js';
import { type Context } from '../operation.js';

/** An item of Get Assessments, its keys in the contract's order (section 6). */
interface ApplicationItem {
  application_id: string;
  converted_from: '0';
  account_id: string;
  position_id: string;
  position: string;
  max_count: number;
  has_followup: boolean;
  is_reusable: boolean;
  app_type: 0;
  date: string;
  date_sub: string;
  date_exp: string;
  started: string;
  expires: string;
  completed: string;
  fields: PresentedFields;
  app_link_full: string;
}

type PresentedFields = string | Record<string, string>[];

/** One application with what only Get Assessments of a single one tells. */
export interface ApplicationDetail extends ApplicationItem {
  user_id: string;
  language_id: string;
  status: ApplicationStatus;
  rep_link_full?: string;
  rep_link_full_acc?: string;
}

type FieldsShape = (accountId: string) => 'array' | 'pipe';

/**
 * Which shape `fields` takes for each account: always the array for a partner request; for an internal one what the
 * account's `cmp` says. This is the only place that decides it.
 */
export async function fieldsShape(accountIds: string[], { db, partnerRequest }: Context): Promise<FieldsShape> {
  if (partnerRequest || accountIds.length === 0) return () => 'array';
  const accounts = await listAccounts(db, [...new Set(accountIds)]);
  const shapes = new Map(accounts.map((account) => [account.accountId, readAccountConfig(account.config).cmp]));
  return (accountId) => shapes.get(accountId)!;
}

// In JSON, as is what is stored.
const FORMS: Record<'array' | 'pipe', (stored: string) => string> = {
  array: (stored) => stored,
  pipe: (stored) => JSON.stringify(fieldsAsPipeString(fieldsOfArray(JSON.parse(stored) as Record<string, string>[]))),
};

/** Stored applications as the items of Get Assessments. */
export function presentItems(
  applications: ListedApplication[],
  how: { shape: FieldsShape; publicUrl: string },
): JsonText {
  return new JsonText(`[${applications.map((application) => itemText(application, how)).join(',')}]`);
}

/**
 * The item as JSON, written by hand: the fields are stored as the JSON that partners get, and reading them only to write
 * them again, with all the objects between, was a tenth of a page of 20. Ids, days and tokens need no escapes.
 */
function itemText(
  application: ListedApplication,
  { shape, publicUrl }: { shape: FieldsShape; publicUrl: string },
): string {
  const { applicationId, accountId, positionId, positionName, dateSub, completedAt, appToken, linkToken } = application;
  const completed = completedAt === undefined ? NO_DATE : dayOf(completedAt);
  const expires = dayOf(application.expiresAt);
  return (
    `{"application_id":"${applicationId}","converted_from":"0","account_id":"${accountId}",` +
    `"position_id":"${positionId}","position":${JSON.stringify(positionName)},` +
    `"max_count":${completedAt === undefined ? 0 : 1},"has_followup":false,"is_reusable":false,"app_type":0,` +
    `"date":"${completed}","date_sub":"${dateSub}","date_exp":"${expires}",` +
    `"started":"${dateSub}","expires":"${expires}","completed":"${completed}",` +
    `"fields":${FORMS[shape(accountId)](application.fields)},` +
    `"app_link_full":${JSON.stringify(applicationLink(publicUrl, appToken, linkToken))}}`
  );
}

/** A stored application on its own; the report's links are there once it is completed. */
export async function presentDetail(application: StoredApplication, context: Context): Promise<ApplicationDetail> {
  const { publicUrl, now } = context;
  const shape = await fieldsShape([application.accountId], context);
  const status = applicationStatus(application, now);
  return {
    ...(JSON.parse(itemText(application, { shape, publicUrl })) as ApplicationItem),
    user_id: application.userName,
    language_id: application.languageId,
    status,
    ...(status === 'completed' && {
      rep_link_full: reportLink(publicUrl, application.repToken, application.linkToken),
      rep_link_full_acc: reportLink(publicUrl, application.repAccToken, application.linkToken),
    }),
  };
}
