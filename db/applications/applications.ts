import { type Knex } from 'knex';
import { type ApplicationField, fieldsText, parseFields } from '../../engine/application/application-fields.js';
import { dialectOf } from '../connection/dialect.js';
import {
  type ListedApplication,
  LISTED_COLUMNS,
  LISTED_JOINS,
  LISTED_WIDTH,
  type ListedTuple,
  toListed,
} from './lists/listed-application.js';
import { type NewApplication, newApplicationRow } from './new-application.js';
import { type Integer, selectTuples } from '../connection/select-rows.js';
import { storedSpellings } from './lists/stored-spellings.js';

/** One application with all its data. */
export interface StoredApplication extends Omit<ListedApplication, 'fieldsText'> {
  fields: ApplicationField[];
  userName: string;
  languageId: string;
  /** Whether the order named the language. Otherwise it is the first one of the position. */
  languageGiven: boolean;
  /** The language that the candidate chose on the pages. */
  keptLanguageId: string | undefined;
  state: number;
  repToken: string;
  repAccToken: string;
  reportName: string;
  /** The application's own address for its notification. */
  appUrl: string | undefined;
  /** The address to which the invitation goes. */
  appEmail: string | undefined;
  appPhone: string | undefined;
  isTest: boolean;
  /** When the person was taken out of it. */
  erasedAt: number | undefined;
  /** When the candidate opened the questionnaire first. */
  openedAt: number | undefined;
  /** When the candidate saved or submitted something last. */
  activeAt: number | undefined;
  /** When the candidate is to be reminded next. */
  remindAt: number | undefined;
  /** When a reminder was queued last. */
  remindedAt: number | undefined;
  /** When the candidate stopped reminders. */
  remindersStoppedAt: number | undefined;
}

/** The columns that only a single application has, not one in a list. */
type OwnPart = [
  userName: string,
  languageId: string,
  languageGiven: Integer,
  keptLanguageId: string | null,
  state: Integer,
  repToken: string,
  repAccToken: string,
  reportName: string,
  appUrl: string | null,
  appEmail: string | null,
  appPhone: string | null,
  isTest: Integer,
  erasedAt: Integer | null,
  openedAt: Integer | null,
  activeAt: Integer | null,
  remindAt: Integer | null,
  remindedAt: Integer | null,
  remindersStoppedAt: Integer | null,
];

type ApplicationTuple = [...ListedTuple, ...OwnPart];

const APPLICATION = `select ${LISTED_COLUMNS},
    coalesce(u.former_name, u.name) as user_name, a.language_id,
    a.language_given, a.kept_language_id, a.state, a.rep_token, a.rep_acc_token, p.report_name, a.app_url,
    a.app_email, a.app_phone, a.is_test, a.erased_ms, a.opened_ms, a.active_ms, a.remind_ms,
    a.reminded_ms, a.reminders_stopped_ms
  from applications a ${LISTED_JOINS} left join users u on u.id = a.user_id`;

/** Adds an application, and answers its id. */
export async function insertApplication(trx: Knex.Transaction, application: NewApplication): Promise<string> {
  const [id] = await trx('applications').insert(newApplicationRow(application));
  return String(id);
}

/** The application of that id. It may belong to any account: the caller checks that. */
export function findApplication(db: Knex, applicationId: string): Promise<StoredApplication | undefined> {
  return findBy(db, 'a.id', applicationId);
}

/**
 * The application that a link names: the link of its questionnaire, of its report, or of its report for the account.
 */
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
  const [userName, languageId, languageGiven, keptLanguageId, state, repToken, repAccToken, reportName, ...others] =
    tuple.slice(LISTED_WIDTH) as OwnPart;
  const [appUrl, appEmail, appPhone, isTest, ...times] = others;
  const [erasedAt, openedAt, activeAt, remindAt, remindedAt, remindersStoppedAt] = times.map((at) =>
    at === null ? undefined : Number(at),
  );
  const { fieldsText: text, ...listed } = toListed(tuple.slice(0, LISTED_WIDTH) as ListedTuple);
  return {
    ...listed,
    fields: parseFields(text),
    userName,
    languageId,
    languageGiven: Number(languageGiven) === 1,
    keptLanguageId: keptLanguageId ?? undefined,
    state: Number(state),
    repToken,
    repAccToken,
    reportName,
    appUrl: appUrl ?? undefined,
    appEmail: appEmail ?? undefined,
    appPhone: appPhone ?? undefined,
    isTest: Number(isTest) === 1,
    erasedAt,
    openedAt,
    activeAt,
    remindAt,
    remindedAt,
    remindersStoppedAt,
  };
}

/** The newest application of the same candidate for the same position, in whatever state. */
export async function findDuplicate(
  trx: Knex,
  { accountId, positionId, candidateEmail }: { accountId: string; positionId: string; candidateEmail: string },
): Promise<string | undefined> {
  const row = await trx('applications')
    .where({ account_id: accountId, position_id: positionId })
    .whereIn('candidate_email', storedSpellings(candidateEmail))
    .orderBy('id', 'desc')
    .first('id');
  return row?.id;
}

/**
 * Locks the application until the transaction ends, so that it cannot change between the caller's decision and the
 * write.
 */
export async function lockApplication(
  trx: Knex.Transaction,
  applicationId: string,
): Promise<StoredApplication | undefined> {
  await dialectOf(trx).lockRow(trx, 'applications', applicationId);
  return findApplication(trx, applicationId);
}

/**
 * What can change in an application: its state, expiry (ms), completion (ms), fields, the candidate's address, and the
 * last thing that the candidate did (ms).
 */
export interface ApplicationChange {
  fields?: ApplicationField[];
  candidateEmail?: string;
  state?: number;
  expiresAt?: number;
  completedAt?: number;
  activeAt?: number;
}

/** Writes a change that was decided while the application was locked. */
export async function updateApplication(
  trx: Knex.Transaction,
  applicationId: string,
  { state, expiresAt, completedAt, fields, candidateEmail, activeAt }: ApplicationChange,
  now: number,
): Promise<void> {
  await trx('applications')
    .where({ id: applicationId })
    .update({
      updated_ms: now,
      ...(state !== undefined && { state }),
      ...(expiresAt !== undefined && { expires_ms: expiresAt }),
      ...(completedAt !== undefined && { completed_ms: completedAt }),
      ...(fields !== undefined && { fields: fieldsText(fields) }),
      ...(candidateEmail !== undefined && { candidate_email: candidateEmail }),
      ...(activeAt !== undefined && { active_ms: activeAt }),
    });
}
