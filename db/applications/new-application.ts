import { type ApplicationField, fieldsText } from '../../engine/application/application-fields.js';
import { APPLICATION_STATES } from '../../engine/application/application-status.js';
import { type NewRow } from '../connection/table.js';
import { type ApplicationRow } from '../connection/tables.js';

export interface NewApplication {
  accountId: string;
  positionId: string;
  userId: string;
  languageId: string;
  /** Whether the order named the language. */
  languageGiven: boolean;
  isTest: boolean;
  fields: ApplicationField[];
  candidateEmail: string | undefined;
  appEmail: string | undefined;
  appPhone: string | undefined;
  appUrl: string | undefined;
  reference: string | undefined;
  appToken: string;
  repToken: string;
  repAccToken: string;
  dateSub: string;
  createdAt: number;
  expiresAt: number;
  /** When the candidate is to be reminded first. */
  remindAt?: number | undefined;
}

/** The columns of a new, incomplete application. */
export function newApplicationRow(application: NewApplication): NewRow<ApplicationRow> {
  return {
    account_id: application.accountId,
    position_id: application.positionId,
    user_id: application.userId,
    language_id: application.languageId,
    language_given: application.languageGiven,
    state: APPLICATION_STATES.incomplete,
    is_test: application.isTest,
    fields: fieldsText(application.fields),
    candidate_email: application.candidateEmail ?? null,
    app_email: application.appEmail ?? null,
    app_phone: application.appPhone ?? null,
    app_url: application.appUrl ?? null,
    reference: application.reference ?? null,
    app_token: application.appToken,
    rep_token: application.repToken,
    rep_acc_token: application.repAccToken,
    date_sub: application.dateSub,
    created_ms: application.createdAt,
    updated_ms: application.createdAt,
    expires_ms: application.expiresAt,
    remind_ms: application.remindAt ?? null,
  };
}
