import { type Knex } from 'knex';
import { setTimeout as pause } from 'node:timers/promises';
import { addReplay, findReplay, type StoredReplay } from '../../../db/notifications/notification-replays.js';
import { type NotificationState } from '../../../db/notifications/notifications.js';
import { workReplays } from '../../../db/notifications/work-replays.js';
import { presentReplay } from '../../../routes/notifications/present-replay.js';
import { auditName, changeAsOperator } from '../session/change-as-operator.js';
import { knownAccount } from '../input/known.js';
import { startProgress } from '../session/progress.js';
import { type Session } from '../session/session.js';

// While another process has the job, we look again after this time.
const LOOK_EVERY_MS = 200;

/** Orders a replay of all notifications that match and helps to do it. Shows the progress until it is done. */
export async function replayMany(
  session: Session,
  accountId: string,
  { state, since, until, detach = false }: ReplayOptions,
): Promise<void> {
  const db = await session.db();
  const userName = auditName(session);
  const order = { accountId, state, since, until, userName, now: session.now() };
  const replayId = await changeAsOperator(
    session,
    { operation: 'notifications replay', object: (id: string) => `account ${accountId} replay ${id}` },
    async (trx) => {
      await knownAccount(trx, accountId);
      return addReplay(trx, order);
    },
  );
  const job = detach ? (await findReplay(db, replayId))! : await workToTheEnd(session, db, replayId);
  const { total, done, skipped, finishedAt } = job;
  session.print(presentReplay(job), () =>
    finishedAt === undefined
      ? `Replay ${replayId} of ${total} notifications of account ${accountId} is ordered.`
      : `Replay ${replayId}: ${done - skipped} notifications of account ${accountId} are due again, ${skipped} have expired.`,
  );
}

interface ReplayOptions {
  state: NotificationState | undefined;
  since: number | undefined;
  until: number | undefined;
  detach?: boolean | undefined;
}

async function workToTheEnd(session: Session, db: Knex, replayId: string): Promise<StoredReplay> {
  let job = (await findReplay(db, replayId))!;
  const progress = startProgress(session, { what: 'Notifications', total: job.total });
  try {
    while (job.finishedAt === undefined) {
      if ((await workReplays(db, session.now())) === 0) await pause(LOOK_EVERY_MS);
      job = (await findReplay(db, replayId))!;
      progress.update(job.done);
    }
    return job;
  } finally {
    progress.stop();
  }
}
