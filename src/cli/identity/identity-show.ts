import { type Command } from 'commander';
import { idArgument } from '../input/id-argument.js';
import { documented } from '../output/documented.js';
import { type Session } from '../session/session.js';
import { changeAsCommand } from './change-as-command.js';

/** `pop identity show`: how an account shows itself. */
export function registerIdentityShow(parent: Command, session: Session): void {
  documented(parent.command('show'), {
    what: 'Show how an account shows itself to candidates and readers of reports.',
    examples: ['pop identity show 10000001'],
    json: 'as in GET /v1/accounts/{account_id}/identity',
  })
    .argument('<ACCOUNT>', 'id of the account', idArgument)
    .action((accountId: string) => changeAsCommand(session, { accountId, operation: 'identity show' }));
}
