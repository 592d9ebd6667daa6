import { type Command } from 'commander';
import { listAccounts } from '../../../db/accounts/accounts.js';
import { documented } from '../output/documented.js';
import { iso } from '../output/iso.js';
import { type Session } from '../session/session.js';
import { table } from '../output/table.js';

/** `pop account list`: all accounts by id. */
export function registerAccountList(parent: Command, session: Session): void {
  documented(parent.command('list'), {
    what: 'List all accounts.',
    examples: ['pop account list'],
    json: '{"accounts": [{"account_id", "name", "created", "disabled"}]}, disabled is the instant or null',
  }).action(async () => {
    const accounts = (await listAccounts(await session.db())).map(({ accountId, name, createdAt, disabledAt }) => ({
      account_id: accountId,
      name,
      created: iso(createdAt)!,
      disabled: iso(disabledAt),
    }));
    session.print({ accounts }, () =>
      table(
        ['ID', 'NAME', 'CREATED', 'DISABLED'],
        accounts.map((account) => Object.values(account).map((value) => value ?? '-')),
        'There are no accounts; pop account create makes one.',
      ),
    );
  });
}
