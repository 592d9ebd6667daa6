import { type Command, Argument } from 'commander';
import { grant } from '../../../db/accounts/permissions.js';
import { FLAGS, PERMISSIONS, type PermissionName } from '../../../engine/permissions.js';
import { normalForm } from '../../../engine/sign-in/normal-form.js';
import { changeAsOperator } from '../session/change-as-operator.js';
import { documented } from '../output/documented.js';
import { refused } from '../output/refused.js';
import { idArgument } from '../input/id-argument.js';
import { knownAccount, knownUser } from '../input/known.js';
import { type Session } from '../session/session.js';
import { type Grant, USUAL_GRANTS, type UsualHolder } from '../../../engine/sign-in/usual-grants.js';

interface Options {
  partner?: true;
  operator?: true;
}

/** `pop grant`: sets a user's permission on an account to exactly the flags given. */
export function registerGrant(parent: Command, session: Session): void {
  const command: Command = documented(parent.command('grant'), {
    what: 'Give a user a permission on an account, with exactly these flags.',
    more: 'An operator is an internal user. Its usual set does not include ordering (partner-std add).',
    examples: [
      'pop grant acme 10000001 --partner',
      'pop grant alice 10000001 --operator',
      'pop grant tools 10000001 account-member read',
    ],
    json: '{"user", "account_id", "permissions": [{"permission", "flags": ["read", ...]}]}',
  })
    .argument('<USER>', 'name of the user', normalForm)
    .argument('<ACCOUNT>', 'id of the account', idArgument)
    .addArgument(new Argument('[PERMISSION]').choices(Object.keys(PERMISSIONS)))
    .addArgument(new Argument('[FLAGS...]').choices(FLAGS))
    .option('--partner', `a partner's usual set: ${inWords(USUAL_GRANTS.partner)}`)
    .option('--operator', `an operator's usual set: ${inWords(USUAL_GRANTS.operator)}`)
    .action(
      (user: string, accountId: string, permission?: PermissionName, flags?: Grant['flags'], options: Options = {}) => {
        const holders = (['partner', 'operator'] as const).filter((holder) => options[holder]);
        const single = permission !== undefined && flags?.length ? [{ permission, flags: unique(flags) }] : undefined;
        const complete = permission === undefined ? holders.length === 1 : single && holders.length === 0;
        if (!complete) command.error('error: give either PERMISSION and FLAGS, or --partner, or --operator');
        return setPermissions(session, {
          user,
          accountId,
          holder: holders[0],
          grants: single ?? USUAL_GRANTS[holders[0]!],
        });
      },
    );
}

interface Granting {
  user: string;
  accountId: string;
  holder: UsualHolder | undefined;
  grants: Grant[];
}

async function setPermissions(session: Session, { user, accountId, holder, grants }: Granting): Promise<void> {
  const words = inWords(grants);
  const object = `user ${user} account ${accountId} ${words}`;
  await changeAsOperator(session, { operation: 'grant', object }, async (trx) => {
    const { userId, kind } = await knownUser(trx, user);
    if (holder === 'operator' && kind !== 'internal') {
      throw refused(`${user} is a user of kind ${kind}, and an operator must be of kind internal.`);
    }
    await knownAccount(trx, accountId);
    for (const { permission, flags } of grants) {
      const set = { read: false, write: false, add: false, delete: false };
      for (const flag of flags) set[flag] = true;
      await grant(trx, userId, { accountId, permission: PERMISSIONS[permission], ...set });
    }
  });
  session.print(
    { user, account_id: accountId, permissions: grants },
    () => `${user} has on account ${accountId}: ${words}.`,
  );
}

const inWords = (grants: Grant[]): string =>
  grants.map(({ permission, flags }) => `${permission} ${flags.join(' ')}`).join(', ');

const unique = (flags: Grant['flags']): Grant['flags'] => FLAGS.filter((flag) => flags.includes(flag));
