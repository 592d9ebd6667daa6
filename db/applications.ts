import { type Knex } from 'knex';
import { type ApplicationField, fieldsAsArray } from '../engine/application-fields.js';
import { APPLICATION_STATES } from '../engine/application-status.js';
import { dialectOf } from './dialect.js';
import { selectRows } from './select-rows.js';

/** What Get Assessments tells of an application in a list. */
export interface ListedApplication {
  applicationId: string;
  accountId: string;
  /** Token that names the account in links. */
  linkToken: string;
  positionId: string;
  positionName: string;
  /** In the partner's form, as stored: one object a field, one key an object. */
  fields: Record<string, string>[];
  appToken: string;
  /** Day of creation, UTC. */
  dateSub: string;
  updatedAt: number;
  expiresAt: number;
  completedAt: number | undefined;
}

export interface StoredApplication extends ListedApplication {
  userName: string;
  languageId: string;
  state: number;
  repToken: string;
  repAccToken: string;
  reportName: string;
  /** The application's own address for its notification. */
  appUrl: string | undefined;
}

export interface ListedRow {
  id: string;
  account_id: string;
  link_token: string;
  position_id: string;
  position_name: string;
  fields: string;
  app_token: string;
  date_sub: string;
  updated_ms: number;
  expires_ms: number;
  completed_ms: number | null;
}

interface ApplicationRow extends ListedRow {
  user_name: string;
  language_id: string;
  state: number;
  rep_token: string;
  rep_acc_token: string;
  report_name: string;
  app_url: string | null;
}

/** The columns of `ListedRow`: no more, for each column of a page costs about a microsecond. */
export const LISTED_COLUMNS = `a.id, a.account_id, c.link_token, a.position_id, p.aname as position_name, a.fields,
  a.app_token, a.date_sub, a.updated_ms, a.expires_ms, a.completed_ms`;

// Outer joins although each row is there: they keep the optimizer from starting at a small table and sorting.
export const LISTED_JOINS = `left join accounts c on c.id = a.account_id
  left join positions p on p.id = a.position_id`;

const APPLICATION = `select ${LISTED_COLUMNS},
    u.name as user_name, a.language_id, a.state, a.rep_token, a.rep_acc_token, p.report_name, a.app_url
  from applications a ${LISTED_JOINS} left join users u on u.id = a.user_id
  where a.id = ?`;

/** One row of `LISTED_COLUMNS` as the rest of the program knows it. */
export function toListed(row: ListedRow): ListedApplication {
  return {
    applicationId: row.id,
    accountId: row.account_id,
    linkToken: row.link_token,
    positionId: row.position_id,
    positionName: row.position_name,
    fields: JSON.parse(row.fields) as Record<string, string>[],
    appToken: row.app_token,
    dateSub: row.date_sub,
    updatedAt: row.updated_ms,
    expiresAt: row.expires_ms,
    completedAt: row.completed_ms ?? undefined,
  };
}

export interface NewApplication {
  accountId: string;
  positionId: string;
  userId: string;
  languageId: string;
  isTest: boolean;
  fields: ApplicationField[];
  candidateEmail: string | undefined;
  appEmail: string | undefined;
  appPhone: string | undefined;
  appUrl: string | undefined;
  appToken: string;
  repToken: string;
  repAccToken: string;
  dateSub: string;
  createdAt: number;
  expiresAt: number;
}

/** The columns of a new, incomplete application. */
export function newApplicationRow(application: NewApplication): Record<string, string | number | boolean | null> {
  return {
    account_id: application.accountId,
    position_id: application.positionId,
    user_id: application.userId,
    language_id: application.languageId,
    state: APPLICATION_STATES.incomplete,
    is_test: application.isTest,
    fields: JSON.stringify(fieldsAsArray(application.fields)),
    candidate_email: application.candidateEmail ?? null,
    app_email: application.appEmail ?? null,
    app_phone: application.appPhone ?? null,
    app_url: application.appUrl ?? null,
    app_token: application.appToken,
    rep_token: application.repToken,
    rep_acc_token: application.repAccToken,
    date_sub: application.dateSub,
    created_ms: application.createdAt,
    updated_ms: application.createdAt,
    expires_ms: application.expiresAt,
  };
}

/** Adds an application; answers its id. */
export async function insertApplication(trx: Knex, application: NewApplication): Promise<string> {
  const [id] = await trx('applications').insert(newApplicationRow(application));
  return String(id);
}

/** The application of that id, whosever it is: the caller checks the account. */
export async function findApplication(db: Knex, applicationId: string): Promise<StoredApplication | undefined> {
  const [row] = await selectRows<ApplicationRow>(db, APPLICATION, [applicationId]);
  if (!row) return undefined;
  return {
    ...toListed(row),
    userName: row.user_name,
    languageId: row.language_id,
    state: row.state,
    repToken: row.rep_token,
    repAccToken: row.rep_acc_token,
    reportName: row.report_name,
    appUrl: row.app_url ?? undefined,
  };
}

/** The newest application of the same candidate for the same position, in whatever state. */
export async function findDuplicate(
  trx: Knex,
  { accountId, positionId, candidateEmail }: { accountId: string; positionId: string; candidateEmail: string },
): Promise<string | undefined> {
  const row = (await trx('applications')
    .where({ account_id: accountId, position_id: positionId, candidate_email: candidateEmail })
    .orderBy('id', 'desc')
    .first('id')) as { id: string } | undefined;
  return row?.id;
}

/** The application, locked until the transaction ends, so that what the caller decides on it still holds when written. */
export async function lockApplication(
  trx: Knex.Transaction,
  applicationId: string,
): Promise<StoredApplication | undefined> {
  await dialectOf(trx).lockRow(trx, 'applications', applicationId);
  return findApplication(trx, applicationId);
}

/** What changes of an application: its state, its expiry (ms), its completion (ms). */
export interface ApplicationChange {
  state?: number;
  expiresAt?: number;
  completedAt?: number;
}

/** Writes a change decided on a locked application. */
export async function updateApplication(
  trx: Knex.Transaction,
  applicationId: string,
  { state, expiresAt, completedAt }: ApplicationChange,
  now: number,
): Promise<void> {
  await trx('applications')
    .where({ id: applicationId })
    .update({
      updated_ms: now,
      ...(state !== undefined && { state }),
      ...(expiresAt !== undefined && { expires_ms: expiresAt }),
      ...(completedAt !== undefined && { completed_ms: completedAt }),
    });
}
