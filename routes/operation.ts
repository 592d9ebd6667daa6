import { type Knex } from 'knex';
import { type NotificationChannel } from '../db/notifications/notifications.js';
import { type Caller } from '../engine/caller.js';
import { type EntityId } from '../engine/entity-id.js';
import { type Attempt, type Delivery } from '../engine/notification/attempt.js';
import { type Refusal } from '../engine/refusal.js';
import { type StoredApplication } from '../db/applications/applications.js';
import { type Answer, type OperationId } from './documented.js';
import { type FoundQuestionnaire } from './find-questionnaire.js';

/** What an operation may know and use besides its input. */
export interface Context {
  db: Knex;
  /** How the audit log names the operation (its operationId) and what it is about. */
  audited: { operation: string; object: string };
  caller: Caller;
  /** Whether the partner's rules and shapes apply (contract section 3). */
  partnerRequest: boolean;
  /** The instant of the request, ms. */
  now: number;
  publicUrl: string;
  requestId: string;
  /** Of the client, for the audit log. */
  address: string;
  /** A fresh secret for a link: 22 characters of base64url, 128 random bits. */
  newToken(): string;
  /**
   * To be called when the transaction that made something of the account due is committed: it is sent at once, not at
   * the next look. Without a channel it was a notification to the partner.
   */
  wakeNotifier(accountId: EntityId, channel?: NotificationChannel): void;
  /** Sends a test notification, one attempt; never throws. */
  deliverTest(delivery: Delivery): Promise<Attempt>;
  /**
   * What the egress guard has against a notification url, in words, before it is saved; only addresses can be judged
   * then.
   */
  refusalOfUrl(url: string): string | undefined;
  /** Whether the accounts have more than 10,000 incomplete applications; a yes may be some seconds old. */
  isTooBig(accountIds: EntityId[]): Promise<boolean>;
}

/** What an operation is about, by the word that its row in the table has for it. */
export interface Subjects {
  /** The caller alone. */
  user: object;
  /** The account named, else all on which the caller may do it. */
  accounts: { accountIds: EntityId[] };
  /** The account named, else the only one on which the caller may do it. */
  account: { accountId: EntityId };
  application: { application: StoredApplication };
  /** An application by its candidate's link, with its position. */
  questionnaire: { questionnaire: FoundQuestionnaire };
}

/** The context of an operation that is about that: found, and known to be one that the caller may do this with. */
export type On<Subject extends keyof Subjects> = Context & Subjects[Subject];

/** What comes of an operation. */
export type Outcome<Id extends OperationId> = Answer<Id> | Refusal;

/**
 * One thing a caller can do, whichever face it came through. The input has the contract's names, is already checked
 * against the OpenAPI document, holds ids as decimal strings and no nulls. It never sees a request or a response.
 */
export type Operation<Given, Subject extends keyof Subjects, Answered> = (
  input: Given,
  context: On<Subject>,
) => Promise<Answered | Refusal> | Answered | Refusal;
