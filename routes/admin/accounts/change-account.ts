import { lockAccount, renameAccount, setAccountDisabled } from '../../../db/accounts/accounts.js';
import { checkName } from '../../../engine/check-name.js';
import { refuseFaults } from '../../../engine/refusal.js';
import { change, Unchanged } from '../../change.js';
import { type Input, type Schema } from '../../documented.js';
import { type Outcome } from '../../operation.js';
import { type AdminOn } from '../admin-operation.js';
import { readAccount } from './get-account.js';

/** Gives an account another name, or takes orders from it no more, or again (decision 0027). */
export async function changeAccount(
  { name, disabled }: Input<'adminChangeAccount'>,
  { accountId, ...context }: AdminOn<'account'>,
): Promise<Outcome<'adminChangeAccount'>> {
  const fault = name === undefined ? undefined : checkName(name);
  if (fault !== undefined) return refuseFaults([{ pointer: '/name', detail: fault }]);
  return change(context, async (trx): Promise<Schema<'AdminAccount'> | Unchanged<Schema<'AdminAccount'>>> => {
    const account = (await lockAccount(trx, accountId))!;
    const isDisabled = account.disabledAt !== undefined;
    const renames = name !== undefined && name !== account.name;
    const turns = disabled !== undefined && disabled !== isDisabled;
    if (renames) await renameAccount(trx, accountId, name);
    if (turns) await setAccountDisabled(trx, accountId, disabled ? context.now : undefined);
    const answer = await readAccount(trx, accountId, context.now);
    return renames || turns ? answer : new Unchanged(answer);
  });
}
