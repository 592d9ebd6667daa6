import { type Knex } from 'knex';
import { listAudit } from '../../../db/accounts/list-audit.js';
import { Refusal, refuseFaults } from '../../../engine/refusal.js';
import { type Fault } from '../../../engine/fault.js';
import { change, Unchanged } from '../../change.js';
import { type Input, type Schema } from '../../documented.js';
import { type Outcome } from '../../operation.js';
import { type StoredFile, storePosition } from '../../positions/store-position.js';
import { type AdminOn } from '../admin-operation.js';
import { type EarlierChange, refusalOfChange } from '../refusal-of-change.js';
import { presentStored } from './present-stored.js';
import { readText } from './read-text.js';

/** Stores a position from its file, or a new version of it. */
export async function importPosition(
  { text, account_ids: accountIds = [], version }: Input<'adminImportPosition'>,
  { operator, ...context }: AdminOn<'user'>,
): Promise<Outcome<'adminImportPosition'>> {
  const read = await readText(operator, text);
  if (read instanceof Refusal) return read;
  if ('faults' in read) return refuseFaults(read.faults.map(ofText));
  const { position } = read;
  return change(
    context,
    async (trx): Promise<Outcome<'adminImportPosition'> | Unchanged<Schema<'ImportedPosition'>>> => {
      const stored = await storePosition(trx, { position, accountIds, now: context.now });
      if (stored instanceof Refusal) return stored;
      if (version !== undefined && stored.version !== version) {
        return refusalOfChange(await lastImport(trx, stored));
      }
      const answer = presentStored(position, stored);
      return stored.changed || accountIds.length > 0 ? answer : new Unchanged(answer);
    },
    ({ position_id: id, version: number }) => `position ${id as string} version ${number as number}`,
  );
}

const IMPORTING = ['adminImportPosition', 'position import'];

/** Who imported the version before, by the audit log. */
async function lastImport(trx: Knex.Transaction, { positionId, version, changed }: StoredFile): Promise<EarlierChange> {
  const entries = await listAudit(trx, { object: `position ${positionId}`, limit: 50 });
  const last = entries.findLast(({ operation, outcome }) => outcome === 'ok' && IMPORTING.includes(operation));
  return { version: changed ? version - 1 : version, at: last?.at, user: last?.userName };
}

/** A fault in the file as a fault of the request: it has the file's own place in its words. */
function ofText({ pointer, detail, line, column }: Fault): Fault {
  const place = line === undefined ? [] : [`line ${line}, column ${column}:`];
  return { pointer: '/text', detail: [...place, pointer, detail].filter(Boolean).join(' ') };
}
