import { type Command } from 'commander';
import { type Knex } from 'knex';
import { dialectFor } from '../../../db/connection/connect.js';
import { type CopiedTable, copyDatabase, type CopyParts, prepareTarget } from '../../../db/copying/copy-database.js';
import { readUrl } from '../../../engine/read-url.js';
import { readConfig } from '../../config/config.js';
import { readStdin } from '../input/read-stdin.js';
import { databaseWords } from '../output/database-words.js';
import { documented } from '../output/documented.js';
import { inWords } from '../output/in-words.js';
import { refused } from '../output/refused.js';
import { table } from '../output/table.js';
import { changeAsOperator } from '../session/change-as-operator.js';
import { startProgress } from '../session/progress.js';
import { type Session } from '../session/session.js';

const MAX_URL_BYTES = 4096;
const PASSWORD_AS_ARGUMENT =
  'The url of --to has a password, and others can see arguments in process lists and shell histories: ' +
  'write --to - and give the url by standard input.';

/** `pop database copy`: takes an embedded database to a server. */
export function registerDatabaseCopy(parent: Command, session: Session): void {
  documented(parent.command('copy'), {
    what: 'Copy the embedded database of DATABASE_URL to an empty database on a server.',
    more:
      'Stop the gateway before: nobody else may have the embedded database open. All rows are copied and then compared. If\n' +
      'the command is cut off, run it again: it goes on, and until it is done no program works with the copy. With --to -\n' +
      'the url is the first line of standard input. One with a password is taken only there, because others can see\n' +
      'arguments.',
    examples: ['pop database copy --to - < url.txt'],
    json: '{"to", "resumed": true|false, "rows", "tables": [{"name", "rows"}]}, resumed: an earlier run had begun it',
  })
    .requiredOption('--to <URL>', 'the server, as in DATABASE_URL')
    .action(({ to }: { to: string }) => copy(session, to));
}

async function copy(session: Session, to: string): Promise<void> {
  const { databaseUrl } = await inWords(() => readConfig(session.env));
  if (dialectFor(databaseUrl).shareDatabase) {
    throw refused('DATABASE_URL names a server already: this command copies an embedded database.');
  }
  if (to !== '-' && readUrl(to)?.password) throw refused(PASSWORD_AS_ARGUMENT);
  const url = to === '-' ? await readStdin(session, { line: true, maxBytes: MAX_URL_BYTES }) : to;
  const target = await ofOption(() => openTarget(session, url));
  const described = dialectFor(url).describe(url);
  const source = await session.db({ alone: true });
  const resumed = await ofOption(() => prepareTarget({ source, target }));
  // The entry is made before the copy, which has it, too.
  const audited = { operation: 'database copy', object: `database to ${described}` };
  await changeAsOperator(session, audited, () => Promise.resolve());
  const token = session.randomBytes(16).toString('hex');
  const parts = { source, target, token, now: session.now(), onPass: passes(session) };
  const tables = await goingOn(session, () => copyDatabase(parts));
  report(session, { to: described, resumed, tables });
}

function openTarget(session: Session, url: string): Knex {
  if (!dialectFor(url).shareDatabase) throw new Error('must name a database on a server.');
  return session.openOther(url, { statements: 'large' });
}

/** Says of an error that it is about `--to`, as the same words could be about DATABASE_URL. */
async function ofOption<T>(work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw refused(`--to: ${databaseWords(error).replaceAll('DATABASE_URL', 'the url')}`);
  }
}

/** Says after an error what has become of the copy. */
async function goingOn<T>(session: Session, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    session.note('The copy is not complete. Run the same command again: it goes on.');
    throw error;
  }
}

function passes(session: Session): CopyParts['onPass'] {
  return (pass, total) => {
    const bar = startProgress(session, { what: pass === 'copy' ? 'Copying' : 'Comparing', total });
    let done = 0;
    return { onRows: (count) => bar.update((done += count)), end: () => bar.stop() };
  };
}

interface Report {
  to: string;
  resumed: boolean;
  tables: CopiedTable[];
}

function report(session: Session, { to, resumed, tables }: Report): void {
  const rows = tables.reduce((sum, one) => sum + one.rows, 0);
  session.print({ to, resumed, rows, tables }, () =>
    [
      table(
        ['TABLE', 'ROWS'],
        tables.map((one) => [one.name, String(one.rows)]),
        '',
      ),
      `${resumed ? 'Went on and copied' : 'Copied'} all ${rows} rows to ${to}, and compared them: they are the same.`,
      'Start the gateway with that DATABASE_URL, and put the embedded database away: what is written to it is lost.',
    ].join('\n'),
  );
}
