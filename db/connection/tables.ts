import { type ApplicationResultRow, type ProgressRow, type UniqueReferenceRow } from './rows/application-tables.js';
import { type AccountIdentityRow } from './rows/identity-tables.js';
import {
  type AttemptRow,
  type BulkReplayRow,
  type NotificationAccountRow,
  type NotificationRow,
  type QueueRow,
  type ReplayRow,
} from './rows/notification-tables.js';
import { type NotifierRow } from './rows/notifier-tables.js';
import { type AccountPrivacyRow, type ConsentRow } from './rows/privacy-tables.js';
import { type GatewayMinuteRow, type QueueMinuteRow, type QuotaCountRow } from './counted-tables.js';
import { type Flag } from './rows/flag.js';
import { type Table } from './table.js';

// The tables after all migrations, so that names and types of columns are checked where rows are read and written.
// test/db/tables.test.ts compares them with a migrated database.

/** An id, as both drivers return it (`plain-values`). */
type Id = string;
/** An instant or a span, in ms. */
type Ms = number;

/** How often the row was locked: a lock is a write (decision 0044). */
type Turns = number | string;

export interface UserRow {
  id: Id;
  name: string;
  kind: 'partner' | 'internal';
  active: Flag;
  /** A server returns it as text, like every unsigned number of that size. */
  access_version: number | string;
  created_ms: Ms;
  deleted_ms: Ms | null;
  /** The name that a deleted user had. */
  former_name: string | null;
  /** What the user may do in the console. */
  console_role: string | null;
  turns: Turns;
}

export interface CredentialRow {
  id: Id;
  user_id: Id;
  label: string;
  password_hash: string;
  version: number;
  created_ms: Ms;
  last_used_ms: Ms | null;
  expires_ms: Ms | null;
  revoked_ms: Ms | null;
  purpose: 'api' | 'console';
}

export interface AccountRow {
  id: Id;
  name: string;
  config: string;
  link_token: string;
  created_ms: Ms;
  disabled_ms: Ms | null;
  turns: Turns;
}

export interface ConfigVersionRow {
  account_id: Id;
  version: number;
  config: string;
  /** When the row was written. */
  stored_ms: Ms;
  user_name: string | null;
  note: string;
  changed_keys: string;
}

export interface PermissionRow {
  user_id: Id;
  account_id: Id;
  permission: number;
  can_read: Flag;
  can_write: Flag;
  can_add: Flag;
  can_delete: Flag;
}

export interface PositionRow {
  id: Id;
  aname: string;
  report_name: string;
  languages: string;
  custom_fields: string;
  updated_ms: Ms;
  version: number;
  retired_ms: Ms | null;
  turns: Turns;
}

interface PositionVersionRow {
  position_id: Id;
  version: number;
  content: string;
  created_ms: Ms;
}

interface AccountPositionRow {
  account_id: Id;
  position_id: Id;
}

export interface ApplicationRow {
  id: Id;
  account_id: Id;
  position_id: Id;
  user_id: Id;
  language_id: string;
  state: number;
  is_test: Flag;
  fields: string;
  candidate_email: string | null;
  app_email: string | null;
  app_phone: string | null;
  app_url: string | null;
  app_token: string;
  rep_token: string;
  rep_acc_token: string;
  date_sub: string;
  created_ms: Ms;
  updated_ms: Ms;
  expires_ms: Ms;
  completed_ms: Ms | null;
  /** The partner's own name for the order. */
  reference: string | null;
  /** When the person was taken out of it. */
  erased_ms: Ms | null;
  /** When the candidate opened the questionnaire first. */
  opened_ms: Ms | null;
  /** When the candidate saved or submitted something last. */
  active_ms: Ms | null;
  /** Whether the order named `language_id`. */
  language_given: Flag;
  /** The language in which the candidate reads the pages, once it was chosen there. */
  kept_language_id: string | null;
  /** When the candidate is to be reminded next. */
  remind_ms: Ms | null;
  /** When a reminder was queued last. */
  reminded_ms: Ms | null;
  /** When the candidate stopped reminders. */
  reminders_stopped_ms: Ms | null;
  turns: Turns;
}

interface IdempotencyKeyRow {
  account_id: Id;
  user_id: Id;
  idempotency_key: string;
  request_hash: string;
  reply: string;
  created_ms: Ms;
}

interface AuditRow {
  id: Id;
  at_ms: Ms;
  user_name: string;
  credential_id: Id | null;
  operation: string;
  object: string;
  outcome: string;
  address: string;
  request_id: string;
}

interface ConsoleSessionRow {
  token_hash: string;
  id: string;
  user_id: Id;
  credential_id: Id;
  created_ms: Ms;
  seen_ms: Ms;
  ends_ms: Ms;
  confirmed_ms: Ms | null;
  address: string;
  agent: string;
}

declare module 'knex/types/tables.js' {
  interface Tables {
    users: Table<UserRow>;
    credentials: Table<CredentialRow, 'id' | 'purpose'>;
    accounts: Table<AccountRow>;
    account_config_versions: Table<ConfigVersionRow>;
    account_identities: Table<AccountIdentityRow>;
    account_privacy: Table<AccountPrivacyRow>;
    permissions: Table<PermissionRow>;
    positions: Table<PositionRow>;
    position_versions: Table<PositionVersionRow>;
    account_positions: Table<AccountPositionRow>;
    applications: Table<ApplicationRow>;
    unique_references: Table<UniqueReferenceRow, never>;
    application_consents: Table<ConsentRow, never>;
    application_results: Table<ApplicationResultRow>;
    questionnaire_progress: Table<ProgressRow>;
    idempotency_keys: Table<IdempotencyKeyRow>;
    audit_log: Table<AuditRow>;
    notifications: Table<NotificationRow, 'id' | 'kind'>;
    notification_queue: Table<QueueRow, 'channel'>;
    notification_attempts: Table<AttemptRow>;
    notification_accounts: Table<NotificationAccountRow>;
    notification_replays: Table<ReplayRow>;
    bulk_replays: Table<BulkReplayRow>;
    quota_counts: Table<QuotaCountRow, never>;
    gateway_minutes: Table<GatewayMinuteRow, never>;
    queue_minutes: Table<QueueMinuteRow, never>;
    notifiers: Table<NotifierRow, never>;
    console_sessions: Table<ConsoleSessionRow, never>;
  }
}
