import { codeOf } from '../../../db/connection/dialect.js';

/**
 * Gives an error's message for a person. For a failed statement it is only what the database said, because the
 * statement may hold secrets.
 */
export function databaseWords(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { sqlMessage } = error as { sqlMessage?: unknown };
  const { code } = codeOf(error);
  if (code === '') return error.message;
  // Connection errors to several addresses have no message. knex puts the statement before " - ".
  const said = typeof sqlMessage === 'string' ? sqlMessage : error.message.slice(error.message.lastIndexOf(' - ') + 1);
  return `The database says: ${said.replace(/^- /, '') || code}`;
}
