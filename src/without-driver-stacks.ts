import { type Knex } from 'knex';
import { type Logger, stdSerializers } from 'pino';
import { dialectOf } from '../db/connection/dialect.js';

/**
 * Makes the log of a process that works on this database. An error that only says that the database is away or too busy
 * is logged without its stack, which would name nothing but the driver, several times a second.
 */
export function withoutDriverStacks(log: Logger, db: Knex): Logger {
  const dialect = dialectOf(db);
  const err = (error: unknown): unknown => {
    if (!(error instanceof Error)) return error;
    const fields = stdSerializers.err(error);
    return dialect.isUnavailable(error) || dialect.isRetryable(error) ? { ...fields, stack: undefined } : fields;
  };
  return log.child({}, { serializers: { err } });
}
