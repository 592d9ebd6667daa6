import { type Command } from 'commander';
import { deleteIdentity } from '../../../routes/identity/delete-identity.js';
import { idArgument } from '../input/id-argument.js';
import { documented } from '../output/documented.js';
import { type Session } from '../session/session.js';
import { changeAsCommand } from './change-as-command.js';

/** `pop identity delete`: deletes how an account shows itself. */
export function registerIdentityDelete(parent: Command, session: Session): void {
  documented(parent.command('delete'), {
    what: 'Delete how an account shows itself, the logo too. It then shows its name.',
    examples: ['pop identity delete 10000001'],
    json: 'as in GET /v1/accounts/{account_id}/identity',
  })
    .argument('<ACCOUNT>', 'id of the account', idArgument)
    .action((accountId: string) =>
      changeAsCommand(session, {
        accountId,
        operation: 'identity delete',
        change: async (context) => deleteIdentity({}, context),
      }),
    );
}
