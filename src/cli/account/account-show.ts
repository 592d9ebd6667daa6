import { type Command } from 'commander';
import { type Knex } from 'knex';
import { listHolders } from '../../../db/accounts/holders.js';
import { notificationAccount } from '../../../db/notifications/notification-accounts.js';
import { listAssignedPositions } from '../../../db/positions/positions.js';
import { maskSecrets } from '../../../engine/config/mask-secrets.js';
import { FLAGS, permissionName, type PermissionRow } from '../../../engine/permissions.js';
import { documented } from '../output/documented.js';
import { idArgument } from '../input/id-argument.js';
import { iso } from '../output/iso.js';
import { knownAccount } from '../input/known.js';
import { type ListedSecret, listedSecrets } from '../notifications/listed-secrets.js';
import { type Session } from '../session/session.js';
import { storedPairs } from '../input/stored-pairs.js';
import { table } from '../output/table.js';

/** `pop account show`: everything that is known about an account. */
export function registerAccountShow(parent: Command, session: Session): void {
  documented(parent.command('show'), {
    what: 'Show an account: its state, config with secrets masked, users with their permissions, and positions.',
    more: 'Signing secrets are named by their fingerprints, with the time when each was added.',
    examples: ['pop account show 10000001'],
    json:
      '{"account_id", "name", "created", "disabled", "paused", "signing_secrets": [{"order", "fingerprint", "added"}],\n' +
      '"config": [{"key", "value"}], "positions": [{"position_id", "aname", "retired"}],\n' +
      '"users": [{"name", "kind", "active", "permissions": [{"permission", "flags": ["read", ...]}]}]}',
  })
    .argument('<ACCOUNT>', 'id of the account', idArgument)
    .action(async (accountId: string) => {
      const db = await session.db();
      const { name, config: text, createdAt, disabledAt } = await knownAccount(db, accountId);
      const config = maskSecrets(storedPairs(text)).map(([key, value]) => ({ key, value }));
      const users = await usersOf(db, accountId);
      const positions = (await listAssignedPositions(db, accountId)).map(({ positionId, aname, retiredAt }) => ({
        position_id: positionId,
        aname,
        retired: iso(retiredAt),
      }));
      const { paused } = await notificationAccount(db, accountId);
      const state = { created: iso(createdAt)!, disabled: iso(disabledAt), paused };
      const secrets = { signing_secrets: await listedSecrets(db, accountId) };
      const result = { account_id: accountId, name, ...state, ...secrets, config, users, positions };
      session.print(result, () => asText(result));
    });
}

type Shown = {
  account_id: string;
  name: string;
  created: string;
  disabled: string | null;
  paused: boolean;
  signing_secrets: ListedSecret[];
  config: { key: string; value: string }[];
  users: Awaited<ReturnType<typeof usersOf>>;
  positions: { position_id: string; aname: string; retired: string | null }[];
};

async function usersOf(db: Knex, accountId: string) {
  const holders = await listHolders(db, accountId);
  return holders.map(({ user: { name, kind, active }, rows }) => ({
    ...{ name, kind, active },
    permissions: rows.map(namedPermission),
  }));
}

function namedPermission(row: PermissionRow): { permission: string; flags: string[] } {
  return {
    permission: permissionName(row.permission) ?? String(row.permission),
    flags: FLAGS.filter((flag) => row[flag]),
  };
}

function asText(shown: Shown): string {
  const { account_id, name, config, users, positions } = shown;
  const userRows = users.flatMap((user) =>
    user.permissions.map(({ permission, flags }) => [
      user.active ? user.name : `${user.name} (disabled)`,
      user.kind,
      permission,
      flags.join(' ') || '-',
    ]),
  );
  return [
    [`Account ${account_id}: ${name}`, ...stateLines(shown)].join('\n'),
    table(
      ['CONFIG', 'VALUE'],
      config.map(({ key, value }) => [key, value]),
      'The config is empty.',
    ),
    table(['USER', 'KIND', 'PERMISSION', 'FLAGS'], userRows, 'No user has a permission on it; pop grant gives one.'),
    table(
      ['POSITION', 'NAME'],
      positions.map(({ position_id, aname, retired }) => [
        position_id,
        retired === null ? aname : `${aname} (retired ${retired})`,
      ]),
      'It may not order any position; pop position assign changes that.',
    ),
  ].join('\n\n');
}

function stateLines({ created, disabled, paused, signing_secrets: secrets }: Shown): string[] {
  const signed = secrets.map(({ fingerprint, added }) => `${fingerprint} (added ${added ?? 'at an unknown time'})`);
  return [
    `Created:       ${created}`,
    disabled === null
      ? 'State:         enabled'
      : `State:         disabled since ${disabled}: it can order nothing new`,
    `Notifications: ${paused ? 'paused' : 'sent'}, ${signed.length === 0 ? 'not signed' : `signed with ${signed.join(', ')}`}`,
  ];
}
