import { setTimeout as wait } from 'node:timers/promises';
import { pino } from 'pino';
import { updateApplication } from '../../db/applications/applications.js';
import { connect } from '../../db/connection/connect.js';
import { enqueueNotification } from '../../db/notifications/notifications.js';
import { writeTransaction } from '../../db/connection/transaction.js';
import { APPLICATION_STATES } from '../../engine/application/application-status.js';
import { DEFAULT_LIFETIME_MS } from '../../engine/calendar.js';
import { outgoing } from '../../src/sending/outgoing.js';
import { queueConnections } from '../../src/sending/queue-connections.js';
import { startNotifier } from '../../src/sending/start-notifier.js';
import { countStatements } from '../support/count-statements.js';
import { accountOf } from '../support/fill-for-notifications.js';
import { bodyOf, type NotificationPlan } from '../support/notification-plan.js';
import { instant, runSender } from '../support/run-sender.js';

// The gateway's notifier with the settings of production, in the process that commits.
const BACKLOG_A_TRANSACTION = 100;
const plan = JSON.parse(process.env['PLAN']!) as NotificationPlan;
const db = connect(plan.databaseUrl!);
// This connection looks whether the queue is empty. Its statements are not counted.
const watcher = connect(plan.databaseUrl!, { poolSize: 1 });
const queueDb = queueConnections(db, plan.databaseUrl!);
const statements = countStatements(db, queueDb);
let running = start();

function start() {
  const sender = outgoing({ allowCidrs: ['127.0.0.0/8'], now: Date.now });
  return startNotifier({ db: queueDb, log: pino({ level: 'warn' }, pino.destination(2)), now: Date.now, sender });
}

async function complete(ids: string[]): Promise<number> {
  const now = Date.now();
  return writeTransaction(db, async (trx) => {
    for (const applicationId of ids) {
      await updateApplication(trx, applicationId, { state: APPLICATION_STATES.completed, completedAt: now }, now);
      const [accountId, payload] = [accountOf(applicationId), bodyOf(applicationId)];
      const expiresAt = now + DEFAULT_LIFETIME_MS;
      await enqueueNotification(trx, { kind: 'notification', applicationId, accountId, payload, expiresAt, now });
    }
    return instant();
  });
}

async function recorded(): Promise<void> {
  while ((await watcher('notification_queue').select('notification_id').limit(1)).length > 0) await wait(10);
}

await runSender(plan, {
  async commit(applicationId) {
    const at = await complete([applicationId]);
    running.wake(accountOf(applicationId));
    return at;
  },
  recorded,
  async prepare(applicationIds) {
    await running.stop();
    for (let done = 0; done < applicationIds.length; done += BACKLOG_A_TRANSACTION) {
      await complete(applicationIds.slice(done, done + BACKLOG_A_TRANSACTION));
    }
  },
  async sendAll() {
    running = start();
    await recorded();
  },
  statements,
  async close() {
    await running.stop();
    await Promise.all([db, queueDb, watcher].map((one) => one.destroy()));
  },
});
