import { type Knex } from 'knex';
import { lockAccount } from '../../db/accounts/accounts.js';
import { findIdentity, saveIdentity, saveLogo } from '../../db/identity/identities.js';
import { changeIdentity, type IdentityInput } from '../../engine/identity/change-identity.js';
import { type Identity } from '../../engine/identity/identity.js';
import { readLogo } from '../../engine/identity/logo/read-logo.js';
import { Refusal, refuseFaults } from '../../engine/refusal.js';
import { change, Unchanged } from '../change.js';
import { type Schema } from '../documented.js';
import { type On } from '../operation.js';
import { presentIdentity } from './present-identity.js';

type Stored = Promise<Schema<'Identity'> | Refusal>;

/** Saves an identity: the changes of the input to what there is, or the input in the place of all but the logo. */
export function storeIdentity(
  input: IdentityInput,
  { accountId, ...context }: On<'account'>,
  { replaces }: { replaces: boolean },
): Stored {
  return changing(accountId, context, async (trx, by) => {
    const before: Identity = replaces ? {} : ((await findIdentity(trx, accountId))?.identity ?? {});
    const changed = changeIdentity(before, input);
    if ('faults' in changed) return refuseFaults(changed.faults);
    await saveIdentity(trx, accountId, { identity: changed.identity, ...by });
  });
}

/** Saves the logo, or takes it away. */
export function storeLogo(content: string | undefined, { accountId, ...context }: On<'account'>): Stored {
  const read = content === undefined ? undefined : readLogo(Buffer.from(content, 'base64'));
  if (read && 'detail' in read) {
    return Promise.resolve(refuseFaults([{ pointer: '/content', detail: `the logo ${read.detail}` }]));
  }
  return changing(accountId, context, async (trx, by) => {
    if (read === undefined && (await findIdentity(trx, accountId))?.logo === undefined) return 'unchanged';
    await saveLogo(trx, accountId, { logo: read, ...by });
  });
}

function changing(
  accountId: string,
  context: Omit<On<'account'>, 'accountId'>,
  work: (
    trx: Knex.Transaction,
    by: { changedBy: string; changedAt: number },
  ) => Promise<Refusal | 'unchanged' | undefined | void>,
): Stored {
  return change(context, async (trx): Promise<Schema<'Identity'> | Unchanged<Schema<'Identity'>> | Refusal> => {
    await lockAccount(trx, accountId);
    const done = await work(trx, { changedBy: context.caller.userName, changedAt: context.now });
    if (done instanceof Refusal) return done;
    const shown = presentIdentity(accountId, await findIdentity(trx, accountId), context);
    return done === 'unchanged' ? new Unchanged(shown) : shown;
  });
}
