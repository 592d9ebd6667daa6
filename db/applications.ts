import { type Knex } from 'knex';
import { type ApplicationField, fieldsAsArray } from '../engine/application-fields.js';
import { APPLICATION_STATES } from '../engine/application-status.js';
import { dialectOf } from './dialect.js';
import { type Integer, selectTuples } from './select-rows.js';

/** What Get Assessments tells of an application in a list. */
export interface ListedApplication {
  applicationId: string;
  accountId: string;
  /** Token that names the account in links. */
  linkToken: string;
  positionId: string;
  positionName: string;
  /** JSON in the partner's form, as stored: one object a field, one key an object. */
  fields: string;
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
  /** Where the invitation goes. */
  appEmail: string | undefined;
  appPhone: string | undefined;
}

/** A row of `LISTED_COLUMNS`. */
export type ListedTuple = [
  id: Integer,
  accountId: Integer,
  linkToken: string,
  positionId: Integer,
  positionName: string,
  fields: string,
  appToken: string,
  dateSub: string,
  updatedAt: Integer,
  expiresAt: Integer,
  completedAt: Integer | null,
];

/** What a single application has besides. */
type OwnPart = [
  userName: string,
  languageId: string,
  state: Integer,
  repToken: string,
  repAccToken: string,
  reportName: string,
  appUrl: string | null,
  appEmail: string | null,
  appPhone: string | null,
];

type ApplicationTuple = [...ListedTuple, ...OwnPart];

/** No more than a list tells, for each column of a page costs about a microsecond. */
export const LISTED_COLUMNS = `a.id, a.account_id, c.link_token, a.position_id, p.aname, a.fields,
  a.app_token, a.date_sub, a.updated_ms, a.expires_ms, a.completed_ms`;

// Outer joins although each row is there: they keep the optimizer from starting at a small table and sorting.
export const LISTED_JOINS = `left join accounts c on c.id = a.account_id
  left join positions p on p.id = a.position_id`;

const APPLICATION = `select ${LISTED_COLUMNS},
    u.name as user_name, a.language_id, a.state, a.rep_token, a.rep_acc_token, p.report_name, a.app_url,
    a.app_email, a.app_phone
  from applications a ${LISTED_JOINS} left join users u on u.id = a.user_id`;

/** One row of `LISTED_COLUMNS` as the rest of the program knows it. */
export function toListed(tuple: ListedTuple): ListedApplication {
  const completedAt = tuple[10];
  return {
    applicationId: String(tuple[0]),
    accountId: String(tuple[1]),
    linkToken: tuple[2],
    positionId: String(tuple[3]),
    positionName: tuple[4],
    fields: tuple[5],
    appToken: tuple[6],
    dateSub: tuple[7],
    updatedAt: Number(tuple[8]),
    expiresAt: Number(tuple[9]),
    completedAt: completedAt === null ? undefined : Number(completedAt),
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
export function findApplication(db: Knex, applicationId: string): Promise<StoredApplication | undefined> {
  return findBy(db, 'a.id', applicationId);
}

/** The application that a link names: of its questionnaire, its report, or its report for the account. */
export function findApplicationByToken(
  db: Knex,
  link: 'app' | 'rep' | 'rep_acc',
  token: string,
): Promise<StoredApplication | undefined> {
  return findBy(db, `a.${link}_token`, token);
}

async function findBy(db: Knex, column: string, value: string): Promise<StoredApplication | undefined> {
  const [tuple] = await selectTuples<ApplicationTuple>(db, `${APPLICATION} where ${column} = ?`, [value]);
  if (!tuple) return undefined;
  const [userName, languageId, state, repToken, repAccToken, reportName, appUrl, appEmail, appPhone] = tuple.slice(
    11,
  ) as OwnPart;
  return {
    ...toListed(tuple.slice(0, 11) as ListedTuple),
    userName,
    languageId,
    state: Number(state),
    repToken,
    repAccToken,
    reportName,
    appUrl: appUrl ?? undefined,
    appEmail: appEmail ?? undefined,
    appPhone: appPhone ?? undefined,
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

/** What changes of an application: its state, its expiry (ms), its completion (ms), its fields, the candidate's address. */
export interface ApplicationChange {
  fields?: ApplicationField[];
  candidateEmail?: string;
  state?: number;
  expiresAt?: number;
  completedAt?: number;
}

/** Writes a change decided on a locked application. */
export async function updateApplication(
  trx: Knex.Transaction,
  applicationId: string,
  { state, expiresAt, completedAt, fields, candidateEmail }: ApplicationChange,
  now: number,
): Promise<void> {
  await trx('applications')
    .where({ id: applicationId })
    .update({
      updated_ms: now,
      ...(state !== undefined && { state }),
      ...(expiresAt !== undefined && { expires_ms: expiresAt }),
      ...(completedAt !== undefined && { completed_ms: completedAt }),
      ...(fields !== undefined && { fields: JSON.stringify(fieldsAsArray(fields)) }),
      ...(candidateEmail !== undefined && { candidate_email: candidateEmail }),
    });
}
