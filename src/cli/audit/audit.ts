import { type Command } from 'commander';
import { listAudit, type StoredAuditEntry } from '../../../db/accounts/list-audit.js';
import { countArgument } from '../input/count-argument.js';
import { idArgument } from '../input/id-argument.js';
import { timeArgument } from '../input/time-argument.js';
import { documented } from '../output/documented.js';
import { iso } from '../output/iso.js';
import { table } from '../output/table.js';
import { type Session } from '../session/session.js';

interface Options {
  object?: string;
  user?: string;
  operation?: string;
  refused?: boolean;
  since?: number;
  until?: number;
  before?: string;
  limit: number;
}

/** `pop audit`: who changed what, or was refused. */
export function registerAudit(parent: Command, session: Session): void {
  documented(parent.command('audit'), {
    what: 'Show who changed what, or was refused: the newest entries of the audit log that match, the oldest first.',
    more:
      'An OBJECT is named as the log names it: "application 42", "account 10000001", "user acme", "position 3"; entries that\n' +
      'say more about it are shown too. Users at the command line are called cli:<system user>. What was only read is in the\n' +
      'access log, and REQUEST finds it there.',
    examples: [
      'pop audit --object "application 42"',
      'pop audit --user acme --since 2026-03-01 --refused',
      'pop audit --operation "user delete" --limit 1000',
    ],
    json:
      '{"has_more", "entries": [{"entry_id", "at", "user", "credential_id", "operation", "object", "outcome", "address",\n' +
      '"request_id"}]}, outcome is ok or why it was refused',
  })
    .option('--object <OBJECT>', 'only about this')
    .option('--user <NAME>', 'only by this user, by the name at the time')
    .option('--operation <NAME>', 'only this operation')
    .option('--refused', 'only what was refused')
    .option('--since <DAY|INSTANT>', 'at or after', timeArgument)
    .option('--until <DAY|INSTANT>', 'before', timeArgument)
    .option('--before <ID>', 'only entries older than this one, to read on', idArgument)
    .option('--limit <N>', 'how many at most', countArgument(1, 10_000), 100)
    .action((options: Options) => show(session, options));
}

async function show(session: Session, { user, limit, ...filter }: Options): Promise<void> {
  const found = await listAudit(await session.db(), { ...filter, userName: user, limit: limit + 1 });
  // One more than asked for was read, and the oldest come first.
  const entries = found.slice(-limit).map(present);
  const hasMore = found.length > limit;
  session.print({ has_more: hasMore, entries }, () =>
    [
      ...(hasMore ? [`There are older ones: raise --limit, or go on with --before ${entries[0]!.entry_id}.`] : []),
      table(
        ['AT', 'USER', 'OPERATION', 'OBJECT', 'OUTCOME', 'ADDRESS', 'REQUEST'],
        entries.map((one) => [one.at, one.user, one.operation, one.object, one.outcome, one.address, one.request_id]),
        'The audit log has no such entries.',
      ),
    ].join('\n'),
  );
}

function present(entry: StoredAuditEntry) {
  return {
    entry_id: entry.entryId,
    at: iso(entry.at)!,
    user: entry.userName,
    credential_id: entry.credentialId ?? null,
    operation: entry.operation,
    object: entry.object,
    outcome: entry.outcome,
    address: entry.address,
    request_id: entry.requestId,
  };
}
