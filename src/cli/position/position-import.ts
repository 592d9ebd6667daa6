import { type Command } from 'commander';
import { type Knex } from 'knex';
import { raiseStatementLimit } from '../../../db/connection/statement-limits.js';
import { type PositionFile } from '../../../engine/position/position.js';
import { Refusal } from '../../../engine/refusal.js';
import { type StoredFile, storePosition } from '../../../routes/positions/store-position.js';
import { changeAsOperator, rehearse } from '../session/change-as-operator.js';
import { documented } from '../output/documented.js';
import { idArguments } from '../input/id-argument.js';
import { knownAccounts } from '../input/known.js';
import { refused } from '../output/refused.js';
import { readPositionFile } from './read-position-file.js';
import { type Session } from '../session/session.js';

interface Options {
  account?: string[];
  dryRun?: boolean;
}

/**
 * `pop position import`: adds a position from a file. If the file names an id, it adds a new version of that position.
 */
export function registerPositionImport(parent: Command, session: Session): void {
  documented(parent.command('import <FILE>'), {
    what: 'Add a position from a JSON or YAML file, or a new version of the one whose position_id the file names.',
    more: 'docs/position-format.md describes the file, pop position schema prints its JSON Schema.',
    examples: [
      'pop position import team-leader.yaml --account 10000001',
      'pop position import sales.json',
      'pop position import sales.json --dry-run',
    ],
    json:
      '{"position_id", "aname", "version", "changed", "replaced", "retired", "accounts": ["10000001", ...],\n' +
      '"same_name": ["3", ...], "dry_run"}; position_id is null in a dry run that would add one without an id;\n' +
      'same_name are other positions of this name; warnings, if there are any, have account_id, key and\n' +
      'detail; faults of the file as errors, each with line and column',
  })
    .option('--account <ID...>', 'accounts that may order it', idArguments)
    .option('--dry-run', 'check the file and say what would be stored, and store nothing')
    .action(async (file: string, { account: accounts = [], dryRun = false }: Options) => {
      const position = await readPositionFile(session, file);
      const operation = 'position import';
      const work = (trx: Knex.Transaction) => store(trx, { position, accounts, now: session.now() });
      const stored = dryRun
        ? await rehearse(session, work)
        : await changeAsOperator(session, { operation, object: (result) => `position ${result.positionId}` }, work);
      report(session, { position, accounts, dryRun, stored });
    });
}

async function store(
  trx: Knex.Transaction,
  { position, accounts, now }: { position: PositionFile; accounts: string[]; now: number },
): Promise<StoredFile> {
  await raiseStatementLimit(trx, 'large');
  await knownAccounts(trx, accounts);
  const stored = await storePosition(trx, { position, accountIds: accounts, now });
  if (stored instanceof Refusal) throw refused(stored.detail);
  return stored;
}

interface Report {
  position: PositionFile;
  accounts: string[];
  dryRun: boolean;
  stored: StoredFile;
}

function report(session: Session, { position, accounts, dryRun, stored }: Report): void {
  const { positionId, version, changed, replaced, retiredAt, sameName, warnings } = stored;
  const retired = retiredAt !== undefined;
  // An id that was only drawn for a rehearsal is not the one that an import will get.
  const id = dryRun && position.positionId === undefined ? null : positionId;
  const { aname } = position;
  const result = { position_id: id, aname, version, changed, replaced, retired, accounts };
  session.print({ ...result, same_name: sameName, dry_run: dryRun, ...(warnings.length > 0 && { warnings }) }, () => {
    const may = dryRun ? 'might' : 'may';
    const orderers = accounts.length > 0 ? `; accounts ${accounts.join(', ')} ${may} order it` : '';
    return `${inWords(stored, { id, aname, dryRun })}${orderers}.`;
  });
  if (changed && !replaced && sameName.length > 0) {
    const others = sameName.length === 1 ? `Position ${sameName[0]} is` : `Positions ${sameName.join(', ')} are`;
    session.note(
      `Note: ${others} called ${JSON.stringify(aname)} too. position_id in the file makes a new version of that one instead.`,
    );
  }
  for (const { account_id: id, key, detail } of warnings) session.warn(`account ${id}: ${key}: ${detail}.`);
  if (retired) session.note(`Note: position ${positionId} is retired; pop position restore lets it be ordered again.`);
}

function inWords(
  { version, changed, replaced }: StoredFile,
  { id, aname, dryRun }: { id: string | null; aname: string; dryRun: boolean },
): string {
  const named = id === null ? `a position (${aname})` : `position ${id} (${aname})`;
  if (!changed) return `Nothing ${dryRun ? 'would change' : 'changed'}: ${named} is at version ${version} already`;
  const [store, add] = dryRun ? ['Would store', 'Would add'] : ['Stored', 'Added'];
  return replaced ? `${store} version ${version} of ${named}` : `${add} ${named}, version ${version}`;
}
