import { type Knex } from 'knex';
import { type NotificationChannel } from '../db/notifications/notifications.js';
import { type Caller } from '../engine/caller.js';
import { type EntityId } from '../engine/entity-id.js';
import { type Attempt, type Delivery } from '../engine/notification/attempt.js';
import { type Refusal } from '../engine/refusal.js';
import { type StoredApplication } from '../db/applications/applications.js';
import { type AdminOperationId, type Reply, type OperationId } from './documented.js';
import { type FoundQuestionnaire } from './find-questionnaire.js';

/** Everything that an operation may know and use besides its input. */
export interface Context {
  db: Knex;
  /** The names in the audit log: of the operation (its operationId) and of the object. */
  audited: { operation: string; object: string };
  caller: Caller;
  /** Whether the partner's rules and shapes apply (contract, section 3). */
  partnerRequest: boolean;
  /** The instant of the request, ms. */
  now: number;
  publicUrl: string;
  requestId: string;
  /** The address of the client, for the audit log. */
  address: string;
  /** Makes a new secret for a link: 22 characters of base64url, 128 random bits. */
  newToken(): string;
  /**
   * Wakes the notifier after the commit of a transaction that made something of the account due. It is then sent at
   * once and does not wait for the next look at the queue. Without a channel it is a notification to the partner.
   */
  wakeNotifier(accountId: EntityId, channel?: NotificationChannel): void;
  /** Sends a test notification in one attempt. It never throws. */
  deliverTest(delivery: Delivery): Promise<Attempt>;
  /**
   * Says in words why the egress guard refuses a notification url, so that it is known before the url is saved. Only a
   * url whose host is an address or localhost can be judged before the call.
   */
  refusalOfUrl(url: string): string | undefined;
  /** Tells whether the accounts have more than 10,000 incomplete applications. A yes may be some seconds old. */
  isTooBig(accountIds: EntityId[]): Promise<boolean>;
  /** Tells the caller that the answer is that of an earlier request with the same idempotency key. */
  noteReplay(): void;
  /** Counts a request that is refused because a quota is used up. */
  noteRefusedBy(quota: string): void;
  /** How long a change waits for the database to begin, ms. By default as long as a request does. */
  patienceMs?: number;
}

/** The objects that an operation can be about, by the word for each in the table of operations. */
export interface Subjects {
  /** The caller alone. */
  user: object;
  /** The named account; without a name all accounts on which the caller may do this. */
  accounts: { accountIds: EntityId[] };
  /** The named account; without a name the only one on which the caller may do this. */
  account: { accountId: EntityId };
  application: { application: StoredApplication };
  /** An application that was found by its candidate's link, with its position. */
  questionnaire: { questionnaire: FoundQuestionnaire };
}

/**
 * The context of an operation together with its object. The object has been found, and the caller may do this with it.
 */
export type On<Subject extends keyof Subjects> = Context & Subjects[Subject];

/** The answer of an operation, or its refusal. */
export type Outcome<Id extends OperationId | AdminOperationId> = Reply<Id> | Refusal;

/**
 * One thing that a caller can do, through either face. The input has the contract's names and has been checked against
 * the OpenAPI document. Its ids are decimal strings, and it has no nulls. The operation never sees a request or a
 * response.
 */
export type Operation<Given, Subject extends keyof Subjects, Answered> = (
  input: Given,
  context: On<Subject>,
) => Promise<Answered | Refusal> | Answered | Refusal;
