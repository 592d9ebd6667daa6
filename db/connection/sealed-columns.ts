import { type Knex } from 'knex';
import { type SecretBox, secretBox, type SecretPlace } from '../../engine/secrets/secret-box.js';
import { SEALED_PATTERNS } from '../../engine/secrets/sealed-text.js';
import { type DialectConfig } from './dialect.js';

/** A column whose values are sealed, and the columns of the key of its row. */
export interface SealedColumn {
  table: 'accounts' | 'account_config_versions' | 'notification_accounts' | 'idempotency_keys';
  column: string;
  owner: readonly string[];
  /** The column that says when a row was made, where rows are many. It has an index. */
  madeAt?: string;
}

/** All of them. Their values are read and written by `openSecret` and `sealSecret` only (decision 0036). */
export const SEALED_COLUMNS = {
  config: { table: 'accounts', column: 'config', owner: ['id'] },
  configVersion: {
    table: 'account_config_versions',
    column: 'config',
    owner: ['account_id', 'version'],
    madeAt: 'stored_ms',
  },
  signingSecrets: { table: 'notification_accounts', column: 'signing_secrets', owner: ['account_id'] },
  reply: {
    table: 'idempotency_keys',
    column: 'reply',
    owner: ['account_id', 'user_id', 'idempotency_key'],
    madeAt: 'created_ms',
  },
} as const satisfies Record<string, SealedColumn>;

export type SealedColumnName = keyof typeof SEALED_COLUMNS;

// For a database that was opened without a box. It needs no randomness, because it seals nothing.
const NO_KEYS = secretBox({ keys: [], seals: false }, () => Buffer.alloc(0));

/** The box of a database opened by `connect`, or of one of its transactions. */
export function secretBoxOf(db: Knex): SecretBox {
  return (db.client as { config: Partial<DialectConfig> }).config.ownSecrets ?? NO_KEYS;
}

/** The text as it is stored in that column of the row with that key. */
export function sealSecret(db: Knex, name: SealedColumnName, owner: readonly string[], text: string): string {
  return secretBoxOf(db).seal(placeOf(name, owner), text);
}

/** The text that is stored there. Throws `UnreadableSecret` if it can't be decrypted. */
export function openSecret(db: Knex, name: SealedColumnName, owner: readonly string[], stored: string): string {
  return secretBoxOf(db).open(placeOf(name, owner), stored);
}

/** Narrows a query to the rows whose value in that column is sealed, in any form. */
export function whereSealed<Query extends Knex.QueryBuilder>(query: Query, column: string): Query {
  return query.where(column, 'like', SEALED_PATTERNS.any).whereNot(column, 'like', SEALED_PATTERNS.never) as Query;
}

function placeOf(name: SealedColumnName, owner: readonly string[]): SecretPlace {
  const { table, column } = SEALED_COLUMNS[name];
  return { table, column, owner };
}
