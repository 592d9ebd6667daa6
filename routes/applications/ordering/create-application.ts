import { type Knex } from 'knex';
import { findAccount, lockAccount } from '../../../db/accounts/accounts.js';
import { findDuplicate, insertApplication } from '../../../db/applications/applications.js';
import { dialectOf } from '../../../db/connection/dialect.js';
import {
  addIdempotencyKey,
  findIdempotencyKey,
  type IdempotencyScope,
} from '../../../db/applications/idempotency-keys.js';
import { enqueueInvitations } from '../../../db/notifications/invitations.js';
import { dayOf, DEFAULT_LIFETIME_MS } from '../../../engine/calendar.js';
import { candidateEmail } from '../../../engine/application/candidate-email.js';
import { invitationKinds } from '../../../engine/invitation/invitation-kinds.js';
import { applicationLink } from '../../../engine/application/links.js';
import { readAccountConfig } from '../../../engine/config/account-config.js';
import { appUrlWarnings } from '../../../engine/config/secret-origins.js';
import { refusalOfDisabled } from '../../accounts/refusal-of-disabled.js';
import { change, Unchanged } from '../../change.js';
import { type Input, type Schema } from '../../documented.js';
import { type Context, type On, type Outcome } from '../../operation.js';
import { type Order, readOrder } from './read-order.js';
import { refuse, refuseFaults, Refusal } from '../../../engine/refusal.js';
import { requestHash } from './request-hash.js';

// Unknown parameters are compared too, and to sort a body full of them takes longer than everything else.
const MAX_COMPARED = 1000;

type OrderInput = Input<'createApplication'>;
type Created = Schema<'CreatedApplication'>;

/** Orders an assessment of one candidate (contract, section 6, application_create). */
export async function createApplication(
  input: OrderInput,
  context: On<'account'>,
): Promise<Outcome<'createApplication'>> {
  const once = onceOf(input, context);
  if (once instanceof Refusal) return once;
  // The order is read before the transaction but refused only in it, because a repeated idempotency key gets its first
  // reply, even if the position has changed since.
  const order = await readOrder(input, context);
  if (order instanceof Refusal && input.idempotency_key === undefined) return order;
  try {
    const reply = await change(
      context,
      (trx) => place(trx, order, once, context),
      ({ application_id: applicationId }) => `application ${applicationId}`,
    );
    if (invites(order)) context.wakeNotifier(context.accountId, 'messages');
    return reply;
  } catch (error) {
    // Another request holds the account's lock for longer than the database waits. Most likely it is the first one with
    // this key.
    if (input.idempotency_key === undefined || !dialectOf(context.db).isRetryable(error)) throw error;
    return refuse('idempotency-key-running', 'The first request with this idempotency key is still running.');
  }
}

// The notifier is woken only when there is an invitation. Otherwise each order would cost a look at the queue.
const invites = (order: Order | Refusal): boolean => !(order instanceof Refusal) && invitationKinds(order).length > 0;

/**
 * The scope under which the reply is kept for the request's idempotency key, and the hash that a second request must
 * have.
 */
interface Once {
  scope: IdempotencyScope;
  requestHash: string;
}

function onceOf(input: OrderInput, { caller, accountId }: On<'account'>): Once | Refusal | undefined {
  const { idempotency_key: key } = input;
  if (key === undefined) return undefined;
  if (Object.keys(input).length > MAX_COMPARED) {
    const detail = `must not be sent with more than ${MAX_COMPARED} parameters`;
    return refuseFaults([{ pointer: '/idempotency_key', detail }]);
  }
  return { scope: { accountId, userId: caller.userId, key }, requestHash: requestHash(input) };
}

async function place(
  trx: Knex.Transaction,
  order: Order | Refusal,
  once: Once | undefined,
  context: Context,
): Promise<Created | Unchanged<Created> | Refusal> {
  // The promises of an idempotency key and of `fail_on_dup` hold only if two such requests of an account never run at
  // the same time.
  if (once) await lockAccount(trx, once.scope.accountId);
  const earlier = once && (await earlierReply(trx, once));
  if (earlier) return earlier instanceof Refusal ? earlier : new Unchanged(earlier);
  if (order instanceof Refusal) return order;
  const email = candidateEmail(order.fields, order.appEmail);
  if (order.failOnDup) {
    if (email === undefined) return refuse('missing-parameter', 'email or app_email is required by fail_on_dup.');
    if (!once) await lockAccount(trx, order.accountId);
    const { accountId, positionId } = order;
    const applicationId = await findDuplicate(trx, { accountId, positionId, candidateEmail: email });
    if (applicationId !== undefined) {
      return refuse('duplicate-application', 'The candidate already has an application for this position.', {
        applicationId,
      });
    }
  }
  return store(trx, { order, once, email }, context);
}

async function store(
  trx: Knex.Transaction,
  { order, once, email }: { order: Order; once: Once | undefined; email: string | undefined },
  context: Context,
): Promise<Created | Refusal> {
  const { now, newToken, caller, publicUrl } = context;
  const account = (await findAccount(trx, order.accountId))!;
  const refusal = refusalOfDisabled(account);
  if (refusal) return refusal;
  const appToken = newToken();
  const expiresAt = now + DEFAULT_LIFETIME_MS;
  const applicationId = await insertApplication(trx, {
    ...order,
    userId: caller.userId,
    candidateEmail: email,
    appToken,
    repToken: newToken(),
    repAccToken: newToken(),
    dateSub: dayOf(now),
    createdAt: now,
    expiresAt,
  });
  await enqueueInvitations(trx, invitationKinds(order), { applicationId, accountId: order.accountId, expiresAt, now });
  const warnings = appUrlWarnings(readAccountConfig(account.config), order.appUrl);
  const reply: Created = {
    application_id: applicationId,
    app_link_full: applicationLink(publicUrl, appToken, account.linkToken),
    ...(warnings.length > 0 && { warnings }),
  };
  if (once) {
    const { scope, requestHash } = once;
    await addIdempotencyKey(trx, scope, { requestHash, reply: JSON.stringify(reply), now });
  }
  return reply;
}

async function earlierReply(
  trx: Knex.Transaction,
  { scope, requestHash }: Once,
): Promise<Created | Refusal | undefined> {
  const earlier = await findIdempotencyKey(trx, scope);
  if (!earlier) return undefined;
  if (earlier.requestHash === requestHash) return JSON.parse(earlier.reply) as Created;
  return refuse('idempotency-key-reused', 'This idempotency_key was already used with another request.');
}
