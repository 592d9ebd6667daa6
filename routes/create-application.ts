import { createHash } from 'node:crypto';
import { type Knex } from 'knex';
import { findAccount, lockAccount } from '../db/accounts.js';
import { findDuplicate, insertApplication } from '../db/applications.js';
import { addIdempotencyKey, findIdempotencyKey } from '../db/idempotency-keys.js';
import { findPosition } from '../db/positions.js';
import { dialectOf } from '../db/dialect.js';
import { writeTransaction } from '../db/transaction.js';
import { type ApplicationField } from '../engine/application-fields.js';
import { dayOf, DEFAULT_LIFETIME_MS } from '../engine/calendar.js';
import { type EntityId, isStorableId } from '../engine/entity-id.js';
import { applicationLink } from '../engine/links.js';
import { checkNotificationUrl } from '../engine/notification-url-check.js';
import { missingPartnerFields, type Position } from '../engine/position.js';
import { accountsFor } from './account-access.js';
import { audit, auditRefusals } from './audit.js';
import { type CandidateInput, candidateFields } from './candidate-fields.js';
import { type Context, type Operation } from './operation.js';
import { refuse, refuseFaults, Refusal } from './refusal.js';

export interface CreateApplicationInput extends CandidateInput {
  account_id?: EntityId;
  position_id: EntityId;
  language_id?: string;
  app_email?: string;
  app_phone?: string;
  app_url?: string;
  is_test?: boolean;
  fail_on_dup?: boolean;
  idempotency_key?: string;
}

export interface CreatedApplication {
  application_id: EntityId;
  app_link_full: string;
}

/** What was ordered, with every default filled in: equal orders are equal requests, whichever face or form they took. */
interface Order {
  accountId: EntityId;
  positionId: EntityId;
  languageId: string;
  fields: ApplicationField[];
  appEmail: string | undefined;
  appPhone: string | undefined;
  appUrl: string | undefined;
  isTest: boolean;
  failOnDup: boolean;
}

/** Orders an assessment of one candidate (contract section 6, application_create). */
export const createApplication: Operation<CreateApplicationInput, CreatedApplication> = auditRefusals(
  'application_create',
  (input) => `position ${input.position_id}`,
  async (input, context) => {
    const account = theAccount(input.account_id, context);
    if (account instanceof Refusal) return account;
    const position = isStorableId(input.position_id)
      ? await findPosition(context.db, account, input.position_id)
      : undefined;
    if (!position) return refuse('unknown-object', 'No such position.');
    const order = readOrder(input, position, { accountId: account, context });
    if (order instanceof Refusal) return order;
    try {
      return await writeTransaction(context.db, (trx) => place(trx, order, input.idempotency_key, context));
    } catch (error) {
      // Someone holds the account's lock for longer than the database waits: most likely the first use of this key.
      if (input.idempotency_key === undefined || !dialectOf(context.db).isRetryable(error)) throw error;
      return refuse('idempotency-key-running', 'The first request with this idempotency key is still running.');
    }
  },
);

function theAccount(accountId: EntityId | undefined, context: Context): EntityId | Refusal {
  const accounts = accountsFor('add', accountId, context);
  if (accounts instanceof Refusal) return accounts;
  if (accounts.length > 1) {
    return refuse('missing-parameter', 'account_id is required: the user has several accounts.');
  }
  return accounts[0]!;
}

function readOrder(
  input: CreateApplicationInput,
  position: Position,
  { accountId, context }: { accountId: EntityId; context: Context },
): Order | Refusal {
  const languageId = input.language_id ?? position.languages[0]!;
  if (!position.languages.includes(languageId)) {
    const valid = position.languages.join(', ');
    return refuseFaults([{ pointer: '/language_id', detail: `the position has the languages ${valid}` }]);
  }
  const badUrl = input.app_url === undefined ? undefined : faultOfUrl(input.app_url, context);
  if (badUrl !== undefined) return refuseFaults([{ pointer: '/app_url', detail: badUrl }]);
  const fields = candidateFields(input, position);
  if ('faults' in fields) return refuseFaults(fields.faults);
  const missing = missingPartnerFields(position, fields.fields);
  if (missing.length > 0) {
    return refuse('missing-fields', `Missing required custom field(s): ${missing.join(', ')}.`, {
      errors: missing.map((name) => ({ pointer: '/fields', detail: `${name} is required by the position` })),
    });
  }
  return {
    accountId,
    positionId: position.positionId,
    languageId,
    fields: fields.fields,
    appEmail: input.app_email,
    appPhone: input.app_phone,
    appUrl: input.app_url,
    isTest: input.is_test ?? false,
    failOnDup: input.fail_on_dup ?? false,
  };
}

/** The rules of the account's own url, and the egress guard's verdict on it. */
function faultOfUrl(url: string, { refusalOfUrl }: Context): string | undefined {
  const fault = checkNotificationUrl(url);
  if (fault !== undefined) return fault;
  const refusal = refusalOfUrl(url);
  return refusal && `may not be called: ${refusal}`;
}

async function place(
  trx: Knex.Transaction,
  order: Order,
  key: string | undefined,
  context: Context,
): Promise<CreatedApplication | Refusal> {
  const candidateEmail = emailOf(order);
  if (order.failOnDup && candidateEmail === undefined) {
    return refuse('missing-parameter', 'email or app_email is required by fail_on_dup.');
  }
  // Both promises hold only if two such requests never run at once on an account.
  if (order.failOnDup || key !== undefined) await lockAccount(trx, order.accountId);
  const earlier = key === undefined ? undefined : await earlierReply(trx, order, key, context);
  if (earlier) return earlier;
  if (order.failOnDup) {
    const { accountId, positionId } = order;
    const applicationId = await findDuplicate(trx, { accountId, positionId, candidateEmail: candidateEmail! });
    if (applicationId !== undefined) {
      return refuse('duplicate-application', 'The candidate already has an application for this position.', {
        applicationId,
      });
    }
  }
  return store(trx, { order, key, candidateEmail }, context);
}

async function store(
  trx: Knex.Transaction,
  { order, key, candidateEmail }: { order: Order; key: string | undefined; candidateEmail: string | undefined },
  context: Context,
): Promise<CreatedApplication> {
  const { now, newToken, caller, publicUrl } = context;
  const appToken = newToken();
  const applicationId = await insertApplication(trx, {
    ...order,
    userId: caller.userId,
    candidateEmail,
    appToken,
    repToken: newToken(),
    repAccToken: newToken(),
    dateSub: dayOf(now),
    createdAt: now,
    expiresAt: now + DEFAULT_LIFETIME_MS,
  });
  const account = await findAccount(trx, order.accountId);
  const reply = {
    application_id: applicationId,
    app_link_full: applicationLink(publicUrl, appToken, account!.linkToken),
  };
  if (key !== undefined) {
    const scope = { accountId: order.accountId, userId: caller.userId, key };
    await addIdempotencyKey(trx, scope, { requestHash: hashOf(order), reply: JSON.stringify(reply), now });
  }
  await audit(trx, context, { operation: 'application_create', object: `application ${applicationId}` });
  return reply;
}

async function earlierReply(
  trx: Knex.Transaction,
  order: Order,
  key: string,
  { caller }: Context,
): Promise<CreatedApplication | Refusal | undefined> {
  const scope = { accountId: order.accountId, userId: caller.userId, key };
  const earlier = await findIdempotencyKey(trx, scope);
  if (!earlier) return undefined;
  if (earlier.requestHash === hashOf(order)) return JSON.parse(earlier.reply) as CreatedApplication;
  return refuse('idempotency-key-reused', 'This idempotency_key was already used with another request.');
}

function emailOf({ fields, appEmail }: Order): string | undefined {
  const email = fields.find((field) => field.name === 'email')?.value.trim() || appEmail?.trim();
  return email ? email.toLowerCase().slice(0, 254) : undefined;
}

const hashOf = (order: Order): string => createHash('sha256').update(JSON.stringify(order)).digest('hex');
