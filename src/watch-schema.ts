import { type Knex } from 'knex';
import { type Logger } from 'pino';
import { compareSchema, type SchemaComparison } from '../db/compare-schema.js';
import { few } from './cli/output/few.js';
import { type Readiness } from '../routes/open/health.js';

/**
 * Makes a look at the database that tells whether this program can work with its schema, in words for an operator. What
 * it finds is also said in the log, once for each change, because no start of the process would say it (decision 0029).
 */
export function watchSchema({ db, log }: { db: Knex; log: Pick<Logger, 'warn'> }): () => Promise<Readiness> {
  let said: string | undefined;
  return async () => {
    const readiness = inWords(await compareSchema(db));
    const words = readiness.reason ?? readiness.note;
    if (words !== undefined && words !== said) log.warn(words);
    said = words;
    return readiness;
  };
}

function inWords({ pending, newer, tooOld, unfinishedCopy }: SchemaComparison): Readiness {
  if (unfinishedCopy) return { reason: 'the database is an unfinished copy' };
  if (tooOld !== undefined) return { reason: `this program is too old for the database: ${tooOld}` };
  if (pending.length > 0) return { reason: `migrations are pending: ${few(pending.map(({ name }) => name))}` };
  if (newer.length === 0) return {};
  return { note: `the database has migrations of a newer version, which do no harm: ${few(newer)}` };
}
