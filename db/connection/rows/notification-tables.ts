import { type AttemptOutcome } from '../../../engine/notification/outcome.js';
import { type Flag } from './flag.js';

// The part of tables.ts that is about notifications.

type Id = string;
type Ms = number;

export interface NotificationRow {
  id: Id;
  application_id: Id;
  account_id: Id;
  kind: number;
  payload: string;
  state: number;
  attempts: number;
  first_started_ms: Ms | null;
  last_started_ms: Ms | null;
  last_status: number | null;
  last_fault: string | null;
  created_ms: Ms;
  expires_ms: Ms;
  ended_ms: Ms | null;
  /** When the invitation was sent, while a reminder of it is to be sent. */
  sent_ms: Ms | null;
  /** When somebody had it sent again last. */
  replayed_ms: Ms | null;
}

export interface QueueRow {
  notification_id: Id;
  account_id: Id;
  channel: number;
  due_ms: Ms;
  token: string | null;
  claims: number;
}

export interface AttemptRow {
  notification_id: Id;
  number: number;
  started_ms: Ms;
  dns_ms: Ms | null;
  connect_ms: Ms | null;
  first_byte_ms: Ms | null;
  total_ms: Ms;
  outcome: AttemptOutcome;
  status: number | null;
  fault: string | null;
  address: string | null;
  reply: string | null;
}

export interface NotificationAccountRow {
  account_id: Id;
  paused: Flag;
  signing_secrets: string;
  /** When each secret was added, ms, as JSON by its fingerprint. */
  secrets_added: string | null;
  /** When the last test notification was sent, and what came back. */
  tested_ms: Ms | null;
  test_status: number | null;
  test_fault: string | null;
}

export interface ReplayRow {
  id: Id;
  account_id: Id;
  user_name: string;
  states: string;
  since_ms: Ms;
  until_ms: Ms;
  at_created_ms: Ms;
  at_notification_id: Id;
  total: number;
  done: number;
  skipped: number;
  created_ms: Ms;
  finished_ms: Ms | null;
}

/** A job that an operator ordered, with any filter. */
export interface BulkReplayRow {
  id: Id;
  account_id: Id | null;
  user_name: string;
  /** As it was ordered, in JSON. */
  filter: string;
  states: string;
  since_ms: Ms;
  until_ms: Ms;
  at_created_ms: Ms;
  at_notification_id: Id;
  total: number;
  done: number;
  skipped: number;
  created_ms: Ms;
  finished_ms: Ms | null;
}
