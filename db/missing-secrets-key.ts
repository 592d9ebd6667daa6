import { type Knex } from 'knex';
import { keyIdOf, SEALED_PATTERNS } from '../engine/secrets/sealed-text.js';
import { secretBoxOf, SEALED_COLUMNS, type SealedColumnName, whereSealed } from './connection/sealed-columns.js';

/**
 * Says in words why this process can't read what is encrypted in these columns: a key is missing. Undefined if it can
 * read all of it.
 */
export async function missingSecretsKey(db: Knex, names: readonly SealedColumnName[]): Promise<string | undefined> {
  const { keyIds } = secretBoxOf(db);
  for (const name of names) {
    const stored = await foreignValue(db, name, keyIds);
    if (stored !== undefined) return words(keyIdOf(stored), keyIds);
  }
  return undefined;
}

async function foreignValue(db: Knex, name: SealedColumnName, keyIds: readonly string[]): Promise<string | undefined> {
  const { table, column } = SEALED_COLUMNS[name];
  const query = whereSealed(db(table) as Knex.QueryBuilder, column);
  for (const keyId of keyIds) void query.whereNot(column, 'like', SEALED_PATTERNS.of(keyId));
  const row = (await query.first(column)) as Record<string, string> | undefined;
  return row?.[column];
}

function words(keyId: string | undefined, keyIds: readonly string[]): string {
  if (keyId === undefined) return 'The database holds secrets that a newer version of this program has encrypted.';
  const holds = `the database holds secrets that are encrypted with the key ${keyId}`;
  const [only, ...more] = keyIds;
  if (only === undefined) return `SECRETS_KEY is not set, and ${holds}. Set it to that key.`;
  const those = more.length === 0 ? 'another key' : 'other keys';
  return `SECRETS_KEY has ${those} (${keyIds.join(', ')}), but ${holds}. Add that key to it.`;
}
