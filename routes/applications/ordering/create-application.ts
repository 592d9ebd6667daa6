import { type Knex } from 'knex';
import { dialectOf } from '../../../db/connection/dialect.js';
import { invitationKinds } from '../../../engine/invitation/invitation-kinds.js';
import { refuse, refuseFaults, Refusal } from '../../../engine/refusal.js';
import { change, Unchanged } from '../../change.js';
import { type Input } from '../../documented.js';
import { type On, type Outcome } from '../../operation.js';
import { presentOrdered } from '../presenting/present-application.js';
import { newInvitations } from '../presenting/present-invitations.js';
import { earlierReply, type Once } from './earlier-reply.js';
import { placeOrder } from './place-order.js';
import { addressesOf, type Order, type OrderForm, readOrder } from './read-order.js';
import { requestHash } from './request-hash.js';

// Unknown parameters are compared too, and to sort a body full of them takes longer than everything else.
const MAX_COMPARED = 1000;

type OrderInput = Input<'createApplication'>;

/** Orders an assessment of one candidate (contract, section 6, application_create). */
export function createApplication(input: OrderInput, context: On<'account'>): Promise<Outcome<'createApplication'>> {
  return order(input, context, { hasReference: true, hasPlainFields: false });
}

/**
 * The same by command. There any other parameter may be a field that the position adds, also one with the name of a key
 * that only the resource face knows.
 */
export function createApplicationByCommand(
  input: OrderInput,
  context: On<'account'>,
): Promise<Outcome<'createApplication'>> {
  return order(input, context, { hasReference: false, hasPlainFields: true });
}

async function order(
  input: OrderInput,
  context: On<'account'>,
  form: OrderForm,
): Promise<Outcome<'createApplication'>> {
  const once = onceOf(input, context);
  if (once instanceof Refusal) return once;
  // The order is read before the transaction but refused only in it, because a repeated idempotency key gets its first
  // reply, even if the position has changed since.
  const order = await readOrder(input, context, form);
  if (order instanceof Refusal && once === undefined) return order;
  let replayed = false;
  let claiming = false;
  const place = async (trx: Knex.Transaction) => {
    claiming = true;
    const earlier = once && (await earlierReply(trx, once, context.now));
    claiming = false;
    replayed = earlier instanceof Unchanged;
    if (earlier) return earlier;
    if (order instanceof Refusal) return order;
    return placeOrder(trx, { order, once }, context);
  };
  try {
    const placed = await change(context, place, ({ application_id: applicationId }) => `application ${applicationId}`);
    if (placed instanceof Refusal) return placed;
    if (replayed) context.noteReplay();
    else if (invites(order)) context.wakeNotifier(context.accountId, 'messages');
    // These keys depend on the order alone, and a repeated order is the same. So they are not stored with the reply.
    const ordered = { ...addressesOf(input), reference: form.hasReference ? input.reference : undefined };
    return { ...placed, ...presentOrdered(ordered), invitations: newInvitations(ordered) };
  } catch (error) {
    // Another request, the first one with this key, holds it for longer than the database waits. Whoever waited in vain
    // for anything else, such as the account, is told that the database is not available.
    if (!claiming || !dialectOf(context.db).isRetryable(error)) throw error;
    return refuse('idempotency-key-running', 'The first request with this idempotency key is still running.');
  }
}

// The notifier is woken only when there is an invitation. Otherwise each order would cost a look at the queue.
const invites = (order: Order | Refusal): boolean => !(order instanceof Refusal) && invitationKinds(order).length > 0;

function onceOf(input: OrderInput, { caller, accountId }: On<'account'>): Once | Refusal | undefined {
  const { idempotency_key: key } = input;
  if (key === undefined) return undefined;
  if (Object.keys(input).length > MAX_COMPARED) {
    const detail = `must not be sent with more than ${MAX_COMPARED} parameters`;
    return refuseFaults([{ pointer: '/idempotency_key', detail }]);
  }
  return { scope: { accountId, userId: caller.userId, key }, requestHash: requestHash(input) };
}
