import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Knex } from 'knex';
import { writeTransaction } from '../../db/connection/transaction.js';
import { forgetSent, ofErasedApplications } from '../../db/notifications/erasing/forget-sent.js';
import { erasedSince, forgetTraces, lastErasure } from '../../db/privacy/forget-traces.js';

// Longer than any attempt and any request that was under way while the person was taken out.
const LATE_MS = 15 * 60 * 1000;
const BATCH = 500;
const MESSAGE = /^(?:invitation|reminder)-(\d+)-\d+\./;

/**
 * Makes the chore that removes what erasing leaves for later: the files of messages in the outbox of this process,
 * and what was under way and has been written since. The first call looks at the outbox, further ones only after an
 * erasure.
 */
export function sweepErased(db: Knex, outboxDir: string): (now: number) => Promise<number> {
  let sweptFor = -1;
  return async (now) => {
    const last = await lastErasure(db);
    if (last === 0 || (last <= sweptFor && last < now - LATE_MS)) return 0;
    const late = await erasedSince(db, now - LATE_MS);
    for (let from = 0; from < late.length; from += BATCH) {
      const ids = late.slice(from, from + BATCH);
      await writeTransaction(db, async (trx) => {
        await forgetTraces(trx, ids);
        await forgetSent(trx, ids, now);
      });
    }
    await removeFiles(db, outboxDir);
    sweptFor = last;
    return 0;
  };
}

async function removeFiles(db: Knex, folder: string): Promise<void> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const files = names.flatMap((name) => {
    const [, id] = MESSAGE.exec(name) ?? [];
    return id === undefined ? [] : [{ name, id }];
  });
  for (let from = 0; from < files.length; from += BATCH) {
    const some = files.slice(from, from + BATCH);
    const erased = new Set(
      await ofErasedApplications(
        db,
        some.map(({ id }) => id),
      ),
    );
    for (const { name, id } of some) if (erased.has(id)) await rm(join(folder, name), { force: true });
  }
}
