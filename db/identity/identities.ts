import { createHash } from 'node:crypto';
import { type Knex } from 'knex';
import { type Identity } from '../../engine/identity/identity.js';
import { type Logo } from '../../engine/identity/logo/logo.js';
import { type KnownLogo, type ShownIdentity } from '../../engine/identity/shown-identity.js';
import { type AccountIdentityRow } from '../connection/rows/identity-tables.js';

/** What an account has said about itself. */
export interface StoredIdentity {
  identity: Identity;
  logo: KnownLogo | undefined;
  changedAt: number;
}

interface Change {
  changedBy: string;
  changedAt: number;
}

type LogoColumns = Pick<AccountIdentityRow, 'logo_hash' | 'logo_type' | 'logo_width' | 'logo_height'>;

const WITHOUT_LOGO = ['identity', 'logo_hash', 'logo_type', 'logo_width', 'logo_height', 'changed_ms'] as const;

/** What the account has said about itself. Undefined if it has said nothing. */
export async function findIdentity(db: Knex, accountId: string): Promise<StoredIdentity | undefined> {
  const row = await db('account_identities')
    .where({ account_id: accountId })
    .first(...WITHOUT_LOGO);
  return row && { identity: JSON.parse(row.identity) as Identity, logo: toLogo(row), changedAt: row.changed_ms };
}

/** How an account shows itself: as it has said, and with the account's name where it has said none. */
export async function shownIdentity(db: Knex, accountId: string): Promise<ShownIdentity> {
  const row = (await db('accounts as a')
    .leftJoin('account_identities as i', 'i.account_id', 'a.id')
    .where({ 'a.id': accountId })
    .first('a.name', ...WITHOUT_LOGO.map((column) => `i.${column}`))) as LogoColumns & {
    name: string;
    identity: string | null;
  };
  const logo = toLogo(row);
  return { name: row.name, ...(JSON.parse(row.identity ?? '{}') as Identity), ...(logo && { logo }) };
}

/** Saves everything but the logo, in a transaction that has locked the account. */
export async function saveIdentity(
  trx: Knex.Transaction,
  accountId: string,
  { identity, changedBy, changedAt }: Change & { identity: Identity },
): Promise<void> {
  const columns = { identity: JSON.stringify(identity), user_name: changedBy, changed_ms: changedAt };
  await trx('account_identities')
    .insert({ account_id: accountId, ...columns })
    .onConflict('account_id')
    .merge(columns);
}

/** Saves the logo or takes it away, in a transaction that has locked the account. */
export async function saveLogo(
  trx: Knex.Transaction,
  accountId: string,
  { logo, changedBy, changedAt }: Change & { logo: Logo | undefined },
): Promise<void> {
  const columns = {
    logo_hash: logo ? createHash('sha256').update(logo.content).digest('hex') : null,
    logo_type: logo?.type ?? null,
    logo_width: logo ? Math.round(logo.width) : null,
    logo_height: logo ? Math.round(logo.height) : null,
    logo: logo?.content.toString('base64') ?? null,
    user_name: changedBy,
    changed_ms: changedAt,
  };
  await trx('account_identities')
    .insert({ account_id: accountId, identity: '{}', ...columns })
    .onConflict('account_id')
    .merge(columns);
}

/** Deletes all that the account has said about itself. False if it has said nothing. */
export async function deleteIdentity(trx: Knex.Transaction, accountId: string): Promise<boolean> {
  return (await trx('account_identities').where({ account_id: accountId }).delete()) > 0;
}

/** The logo with this hash, of whatever account. */
export async function findLogo(db: Knex, hash: string): Promise<Pick<Logo, 'type' | 'content'> | undefined> {
  const row = await db('account_identities').where({ logo_hash: hash }).first('logo_type', 'logo');
  return row && { type: row.logo_type as Logo['type'], content: Buffer.from(row.logo!, 'base64') };
}

function toLogo({ logo_hash: hash, logo_type, logo_width, logo_height }: LogoColumns): KnownLogo | undefined {
  if (hash === null) return undefined;
  return { hash, type: logo_type as Logo['type'], width: logo_width!, height: logo_height! };
}
