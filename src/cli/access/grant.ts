import { type Command, Argument } from 'commander';
import { grant } from '../../../db/accounts/permissions.js';
import { FLAGS, PERMISSIONS, type PermissionName } from '../../../engine/permissions.js';
import { normalForm } from '../../../engine/sign-in/normal-form.js';
import { changeAsOperator } from '../session/change-as-operator.js';
import { documented } from '../output/documented.js';
import { idArgument } from '../input/id-argument.js';
import { knownAccount, knownUser } from '../input/known.js';
import { type Session } from '../session/session.js';
import { PARTNER_GRANTS } from './partner-grants.js';

type Flag = (typeof FLAGS)[number];
type Grant = { permission: PermissionName; flags: Flag[] };

/** `pop grant`: sets a user's permission on an account to exactly the flags given. */
export function registerGrant(parent: Command, session: Session): void {
  const command: Command = documented(parent.command('grant'), {
    what: 'Give a user a permission on an account, with exactly these flags.',
    examples: ['pop grant acme 10000001 --partner', 'pop grant tools 10000001 account-member read'],
    json: '{"user", "account_id", "permissions": [{"permission", "flags": ["read", ...]}]}',
  })
    .argument('<USER>', 'name of the user', normalForm)
    .argument('<ACCOUNT>', 'id of the account', idArgument)
    .addArgument(new Argument('[PERMISSION]').choices(Object.keys(PERMISSIONS)))
    .addArgument(new Argument('[FLAGS...]').choices(FLAGS))
    .option('--partner', "a partner's usual set: account-member read, partner-std read write add")
    .action(
      (user: string, accountId: string, permission?: PermissionName, flags?: Flag[], options?: { partner?: true }) => {
        const single = permission !== undefined && flags?.length ? [{ permission, flags: unique(flags) }] : undefined;
        if (options?.partner ? permission !== undefined : !single) {
          command.error('error: give either PERMISSION and FLAGS or --partner');
        }
        return setPermissions(session, { user, accountId, grants: single ?? PARTNER_GRANTS });
      },
    );
}

async function setPermissions(
  session: Session,
  { user, accountId, grants }: { user: string; accountId: string; grants: Grant[] },
): Promise<void> {
  const words = grants.map(({ permission, flags }) => `${permission} ${flags.join(' ')}`).join(', ');
  const object = `user ${user} account ${accountId} ${words}`;
  await changeAsOperator(session, { operation: 'grant', object }, async (trx) => {
    const { userId } = await knownUser(trx, user);
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

const unique = (flags: Flag[]): Flag[] => FLAGS.filter((flag) => flags.includes(flag));
