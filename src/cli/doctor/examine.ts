import { readConfig } from '../../config/config.js';
import { databaseWords } from '../output/database-words.js';
import { type Session } from '../session/session.js';
import { certificateChecks } from './certificate-checks.js';
import { databaseChecks, foundationChecks, secretsCheck } from './database-checks.js';
import { fail } from './finding.js';
import { programChecks } from './program-checks.js';
import { type Line, runChecks } from './run-checks.js';
import { storageChecks } from './storage-checks.js';
import { workChecks } from './work-checks.js';

/**
 * Makes the checks of an installation. What a check needs is checked before it, and where that failed, the checks that
 * build on it are left out: the settings first, then the database, its schema, and its contents.
 */
export async function examine(session: Session): Promise<Line[]> {
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
