import { codeOf } from '../../../db/connection/dialect.js';

/**
 * An error's message for a person; of a failed statement only what the database said, as the statement may hold
 * secrets.
 */
export function databaseWords(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { sqlMessage } = error as { sqlMessage?: unknown };
  const { code } = codeOf(error);
  if (code === '') return error.message;
  // Connection errors to several addresses come without a message; knex puts the statement before " - ".
  const said = typeof sqlMessage === 'string' ? sqlMessage : error.message.slice(error.message.lastIndexOf(' - ') + 1);
  return `The database says: ${said.replace(/^- /, '') || code}`;
}
