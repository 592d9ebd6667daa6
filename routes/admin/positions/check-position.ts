import { rehearse } from '../../../db/connection/transaction.js';
import { Refusal } from '../../../engine/refusal.js';
import { type Input } from '../../documented.js';
import { type Outcome } from '../../operation.js';
import { storePosition } from '../../positions/store-position.js';
import { type AdminOn } from '../admin-operation.js';
import { presentStored } from './present-stored.js';
import { readText } from './read-text.js';

// The limit of a list of faults in the document.
const MAX_FAULTS = 1000;

/** Checks a position file, and says what an import of it would store. Nothing is stored. */
export async function checkPosition(
  { text, account_ids: accountIds = [] }: Input<'adminCheckPosition'>,
  { db, now, operator }: AdminOn<'user'>,
): Promise<Outcome<'adminCheckPosition'>> {
  const read = await readText(operator, text);
  if (read instanceof Refusal) return read;
  if ('faults' in read) {
    return { faults: read.faults.slice(0, MAX_FAULTS).map(({ keyword: _, ...fault }) => fault), would: null };
  }
  const { position } = read;
  const stored = await rehearse(db, (trx) => storePosition(trx, { position, accountIds, now }));
  if (stored instanceof Refusal) return stored;
  return { faults: [], would: presentStored(position, stored, { rehearsed: true }) };
}
