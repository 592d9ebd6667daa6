import { randomUUID } from 'node:crypto';
import { type Knex } from 'knex';
import { writeTransaction } from '../../db/connection/transaction.js';
import { accountsWithRetention } from '../../db/privacy/account-privacy.js';
import { dueForErasure } from '../../db/privacy/due-for-erasure.js';
import { erasePeople } from '../../routes/privacy/erase-people.js';

const DAY_MS = 24 * 60 * 60 * 1000;
// To look is to read all applications of the account that were not erased. Nobody counts retention in hours.
const LOOK_AGAIN_MS = 60 * 60 * 1000;
// A transaction holds up all other writers of the embedded database.
const BATCH = 50;

/** Who erases by age, as the audit log names it. No user can have this name. */
const RETENTION = 'chore:retention';

/**
 * Makes the chore that erases applications whose account keeps them for so many days after their end. A call takes one
 * batch and answers how many applications it erased, 0 when nothing is due. Several processes may do so at once.
 */
export function eraseByAge(db: Knex, newToken: () => string): (now: number) => Promise<number> {
  const places = new Map<string, { after: string; lookAt: number; days: number }>();
  return async (now) => {
    for (const { accountId, retentionDays: days } of await accountsWithRetention(db)) {
      const known = places.get(accountId);
      const place = known?.days === days ? known : { after: '0', lookAt: 0, days };
      places.set(accountId, place);
      // A later time than that was set before the clock was set back.
      if (place.lookAt > now && place.lookAt <= now + LOOK_AGAIN_MS) continue;
      const before = now - days * DAY_MS;
      const ids = await dueForErasure(db, { accountId, before, after: place.after, limit: BATCH });
      if (ids.length === 0) {
        Object.assign(place, { after: '0', lookAt: now + LOOK_AGAIN_MS });
        continue;
      }
      const by = {
        userName: RETENTION,
        credentialId: undefined,
        operation: 'eraseByAge',
        address: '',
        requestId: randomUUID(),
      };
      await writeTransaction(db, (trx) => erasePeople(trx, ids, { accountId, now, newToken, by, endedBy: before }));
      place.after = ids.at(-1)!;
      return ids.length;
    }
    return 0;
  };
}
