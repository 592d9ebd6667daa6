import { readAccountConfig } from '../engine/account-config.js';
import { fieldsAsPipeString, fieldsOfArray } from '../engine/application-fields.js';
import { type ApplicationStatus, applicationStatus } from '../engine/application-status.js';
import { dayOf, NO_DATE } from '../engine/calendar.js';
import { applicationLink, reportLink } from '../engine/links.js';
import { listAccounts } from '../db/accounts.js';
import { type ListedApplication, type StoredApplication } from '../db/applications.js';
import { type Context } from './operation.js';

/** An item of Get Assessments, its keys in the contract's order (section 6). */
export interface ApplicationItem {
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

export type PresentedFields = string | Record<string, string>[];

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

const FORMS: Record<'array' | 'pipe', (stored: Record<string, string>[]) => PresentedFields> = {
  array: (stored) => stored,
  pipe: (stored) => fieldsAsPipeString(fieldsOfArray(stored)),
};

/** A stored application as an item of Get Assessments. */
export function presentItem(
  application: ListedApplication,
  { shape, publicUrl }: { shape: FieldsShape; publicUrl: string },
): ApplicationItem {
  const completed = application.completedAt === undefined ? NO_DATE : dayOf(application.completedAt);
  const expires = dayOf(application.expiresAt);
  return {
    application_id: application.applicationId,
    converted_from: '0',
    account_id: application.accountId,
    position_id: application.positionId,
    position: application.positionName,
    max_count: application.completedAt === undefined ? 0 : 1,
    has_followup: false,
    is_reusable: false,
    app_type: 0,
    date: completed,
    date_sub: application.dateSub,
    date_exp: expires,
    started: application.dateSub,
    expires,
    completed,
    fields: FORMS[shape(application.accountId)](application.fields),
    app_link_full: applicationLink(publicUrl, application.appToken, application.linkToken),
  };
}

/** A stored application on its own; the report's links are there once it is completed. */
export async function presentDetail(application: StoredApplication, context: Context): Promise<ApplicationDetail> {
  const { publicUrl, now } = context;
  const shape = await fieldsShape([application.accountId], context);
  const status = applicationStatus(application, now);
  return {
    ...presentItem(application, { shape, publicUrl }),
    user_id: application.userName,
    language_id: application.languageId,
    status,
    ...(status === 'completed' && {
      rep_link_full: reportLink(publicUrl, application.repToken, application.linkToken),
      rep_link_full_acc: reportLink(publicUrl, application.repAccToken, application.linkToken),
    }),
  };
}
