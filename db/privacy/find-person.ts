import { type Knex } from 'knex';
import { parseFields } from '../../engine/application/application-fields.js';
import { normalAddress, trimAddress } from '../../engine/application/mail-address.js';

const BATCH = 1000;

/**
 * The ids of all applications of an account that name a person with this e-mail address, in any spelling: as the
 * candidate's, as the one that was invited, or in any field. All of the account that were not erased are read, because
 * nothing of a person may be left out.
 */
export async function findPerson(db: Knex, accountId: string, email: string): Promise<string[]> {
  const wanted = normalAddress(trimAddress(email).trim());
  const isWanted = (text: string | null): boolean =>
    text !== null && text.includes('@') && normalAddress(trimAddress(text).trim()) === wanted;
  const found: string[] = [];
  for (let after = '0'; ;) {
    const rows = await db('applications')
      .where({ account_id: accountId })
      .whereNull('erased_ms')
      .where('id', '>', after)
      .orderBy('id')
      .limit(BATCH)
      .select('id', 'candidate_email', 'app_email', 'fields');
    for (const row of rows) {
      const named = [row.candidate_email, row.app_email, ...valuesOf(row.fields)];
      if (named.some(isWanted)) found.push(row.id);
    }
    if (rows.length < BATCH) return found;
    after = rows.at(-1)!.id;
    // The embedded database answers at once. Other requests must have their turn between two batches.
    await new Promise((resolve) => setImmediate(resolve));
  }
}

// Most have no address in them, and then need not be read.
const valuesOf = (fields: string): string[] =>
  fields.includes('@') ? parseFields(fields).map(({ value }) => value) : [];
