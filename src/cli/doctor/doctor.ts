import { type Command } from 'commander';
import { readConfig } from '../../config/config.js';
import { databaseWords } from '../output/database-words.js';
import { documented } from '../output/documented.js';
import { refused } from '../output/refused.js';
import { table } from '../output/table.js';
import { type Session } from '../session/session.js';
import { certificateChecks } from './certificate-checks.js';
import { databaseChecks, foundationChecks, secretsCheck } from './database-checks.js';
import { fail } from './finding.js';
import { programChecks } from './program-checks.js';
import { type Line, runChecks } from './run-checks.js';
import { storageChecks } from './storage-checks.js';
import { workChecks } from './work-checks.js';

/** `pop doctor`: checks the installation and says what to do. */
export function registerDoctor(parent: Command, session: Session): void {
  documented(parent.command('doctor'), {
    what: 'Check the installation and say what to do. It writes nothing.',
    more:
      'Run it with the environment of the gateway, while that runs or not. A line says ok, warn or fail, the name of the\n' +
      'check, what was found and what to do. The exit code is 1 if a check failed.',
    examples: ['pop doctor', 'pop doctor --json'],
    json: '{"status", "checks": [{"name", "status", "found", "todo"}]}; status is ok, warn or fail, todo may be null',
  }).action(async () => {
    const lines = await examine(session);
    const failed = lines.filter(({ status }) => status === 'fail');
    const status = failed.length > 0 ? 'fail' : lines.some((line) => line.status === 'warn') ? 'warn' : 'ok';
    const checks = lines.map((line) => ({ ...line, todo: line.todo ?? null }));
    session.print({ status, checks }, () => asText(lines));
    if (failed.length > 0) throw refused(`Failed: ${failed.map(({ name }) => name).join(', ')}.`);
  });
}

async function examine(session: Session): Promise<Line[]> {
  const { env, now } = session;
  const config = await attempt(() => readConfig(env));
  if ('words' in config)
    return [
      {
        name: 'variables',
        ...fail(config.words.replaceAll('\n', '; '), 'correct them: everything else depends on them'),
      },
    ];
  const outside = await runChecks([...programChecks(env, config.value), ...certificateChecks(session, config.value)]);
  const opened = await attempt(() => session.look());
  if ('words' in opened) return [...outside, { name: 'database', ...fail(opened.words, OPEN_TODO) }];
  const db = opened.value;
  const foundation = await runChecks(foundationChecks(db));
  const [database, schema] = foundation;
  if (database!.status === 'fail') {
    return [...outside, { ...database!, todo: `${OPEN_TODO}; the checks of its contents were left out` }];
  }
  const connection = await runChecks(databaseChecks(db, now));
  if (schema!.status === 'fail') return [...outside, ...foundation, ...connection];
  const { retention } = config.value;
  const contents = [secretsCheck(db), ...storageChecks(db, { retention, now: now() }), ...workChecks(db, now())];
  return [...outside, ...foundation, ...connection, ...(await runChecks(contents))];
}

const OPEN_TODO = 'see to DATABASE_URL and the database behind it';

async function attempt<T>(work: () => T | Promise<T>): Promise<{ value: T } | { words: string }> {
  try {
    return { value: await work() };
  } catch (error) {
    return { words: databaseWords(error) };
  }
}

function asText(lines: readonly Line[]): string {
  const cells = lines.map(({ status, name, found, todo }) => [
    status,
    name,
    todo === undefined ? found : `${found} → ${todo}`,
  ]);
  return table(['', 'CHECK', 'FOUND'], cells, '');
}
