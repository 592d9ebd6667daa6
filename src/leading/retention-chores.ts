import { type Knex } from 'knex';
import { forgetAudit } from '../../db/accounts/audit.js';
import { forgetIdempotencyKeys } from '../../db/applications/idempotency-keys.js';
import { forgetMinutes } from '../../db/figures/gateway-minutes.js';
import { forgetEnded } from '../../db/notifications/erasing/forget-ended.js';
import { type Retention } from '../config/retention-config.js';

type Chore = (now: number) => Promise<number>;

// To look for notifications is to read all that are older than the retention of attempts.
const LOOK_AGAIN_MS = 6 * 60 * 60 * 1000;

/**
 * The chores that delete what is older than its retention. Each call takes one batch, and answers more than 0 while
 * there is more to do. What is kept for ever has no chore.
 */
export function retentionChores(db: Knex, retention: Retention): Chore[] {
  const { idempotencyKeys, auditLog, figures } = retention;
  const older = (keptMs: number | undefined, forget: (db: Knex, before: number) => Promise<number>): Chore[] =>
    keptMs === undefined ? [] : [(now) => forget(db, now - keptMs)];
  return [
    ...older(idempotencyKeys, forgetIdempotencyKeys),
    ...older(figures, forgetMinutes),
    ...older(auditLog, forgetAudit),
    ...((retention.attempts ?? retention.notifications) === undefined ? [] : [forgetNotifications(db, retention)]),
  ];
}

/** Goes through all ended notifications, then rests for some hours. */
function forgetNotifications(db: Knex, { attempts, notifications }: Retention): Chore {
  let after = '0';
  let lookAt = 0;
  return async (now) => {
    // A later time than that was set before the clock was set back.
    if (lookAt > now && lookAt <= now + LOOK_AGAIN_MS) return 0;
    const before = (keptMs: number | undefined) => (keptMs === undefined ? undefined : now - keptMs);
    const next = await forgetEnded(db, { attempts: before(attempts), notifications: before(notifications) }, after);
    after = next ?? '0';
    if (next === undefined) lookAt = now + LOOK_AGAIN_MS;
    return next === undefined ? 0 : 1;
  };
}
