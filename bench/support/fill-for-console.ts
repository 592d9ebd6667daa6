import { randomBytes } from 'node:crypto';
import { type Knex } from 'knex';
import { createAccount } from '../../db/accounts/accounts.js';
import { grant } from '../../db/accounts/permissions.js';
import { createUser, setConsoleRole } from '../../db/accounts/users.js';
import { writeStatement, writeTransaction } from '../../db/connection/transaction.js';
import { writeGatewayMinutes } from '../../db/figures/gateway-minutes.js';
import { writeQueueMinute } from '../../db/figures/queue-minutes.js';
import { NOTIFICATION_KINDS, NOTIFICATION_STATES } from '../../db/notifications/notifications.js';
import { assignPosition, savePosition } from '../../db/positions/positions.js';
import { APPLICATION_STATES } from '../../engine/application/application-status.js';
import { nothingCounted } from '../../engine/figures/minute-counts.js';
import { PERMISSIONS } from '../../engine/permissions.js';
import { newCredential } from '../../routes/accounts/new-credential.js';
import { demoLoad } from '../../src/demo/demo-load.js';

/** Who looks at the lists. */
export const OPERATOR = { user: 'bench-operator', password: 'correct horse battery staple' };

const MINUTE_MS = 60_000;
const DAYS = 8;
const POSITIONS = 300;
const IDS_A_STATEMENT = 10_000;
const READ = { read: true, write: false, add: false, delete: false };

export interface ConsoleFilling {
  accounts: number;
  applications: number;
  now: number;
}

/**
 * Fills an empty database with what operators look at. Each account has a user. What is completed has a notification
 * with its attempt, every tenth of which was rejected, and each application is in the audit log. Two processes have
 * counted for days.
 */
export async function fillForConsole(db: Knex, { accounts, applications, now }: ConsoleFilling): Promise<void> {
  const { accountIds, positionIds, userId } = await fillAccounts(db, accounts, now);
  await demoLoad(db, { accountIds, positionIds, userId, applications, seed: 1, now, randomBytes });
  for (let from = 0; from <= applications; from += IDS_A_STATEMENT) {
    await addNotifications(db, from);
    await addAuditEntries(db, from);
  }
  await fillFigures(db, now);
}

async function addNotifications(db: Knex, from: number): Promise<void> {
  const { notification } = NOTIFICATION_KINDS;
  const { rejected, delivered } = NOTIFICATION_STATES;
  const sql = `insert into notifications
      (application_id, account_id, kind, payload, state, attempts, last_status, created_ms, expires_ms, ended_ms)
    select id, account_id, ?, '{}', case when id % 10 = 0 then ? else ? end, 1, case when id % 10 = 0 then 503 else 200 end,
      completed_ms, expires_ms, completed_ms
    from applications where state = ? and id > ? and id <= ?`;
  const bindings = [notification, rejected, delivered, APPLICATION_STATES.completed, from, from + IDS_A_STATEMENT];
  await writeStatement(db, (to) => to.raw(sql, bindings));
  const attempts = `insert into notification_attempts (notification_id, number, started_ms, total_ms, outcome, status)
    select id, 1, created_ms, 31, case when state = ? then 'rejected' else 'delivered' end, last_status
    from notifications where application_id > ? and application_id <= ?`;
  await writeStatement(db, (to) => to.raw(attempts, [rejected, from, from + IDS_A_STATEMENT]));
}

async function addAuditEntries(db: Knex, from: number): Promise<void> {
  const sql = `insert into audit_log (at_ms, user_name, operation, object, outcome, address, request_id)
    select created_ms, 'bench', 'createApplication', concat('application ', id), 'ok', '192.0.2.1', concat('request-', id)
    from applications where id > ? and id <= ? order by id`;
  await writeStatement(db, (to) => to.raw(sql, [from, from + IDS_A_STATEMENT]));
}

async function fillAccounts(db: Knex, accounts: number, now: number) {
  const { user: name, password } = OPERATOR;
  const operatorId = (await createUser(db, { name, kind: 'internal', now }))!;
  await writeTransaction(db, (trx) => setConsoleRole(trx, operatorId, 'viewer'));
  await newCredential(db, { userId: operatorId, label: 'bench', purpose: 'console', password, now });
  return writeTransaction(db, async (trx) => {
    const positionIds: string[] = [];
    for (let n = 0; n < POSITIONS; n++) {
      const [aname, languages] = [`Position ${n}`, ['eng', 'fra']];
      positionIds.push(await savePosition(trx, { aname, reportName: aname, languages, customFields: [], now }));
    }
    const accountIds: string[] = [];
    let userId = '';
    for (let n = 0; n < accounts; n++) {
      const linkToken = randomBytes(16).toString('base64url');
      const config = `ver|1|url|https://partner-${n}.example/hook|ext_notify|yes|http_err|429,503`;
      const accountId = (await createAccount(trx, { name: `Account ${n}`, config, linkToken, now }))!;
      await assignPosition(trx, accountId, positionIds[n % POSITIONS]!);
      userId = (await createUser(trx, { name: `partner-${n}`, kind: 'partner', now }))!;
      await grant(trx, userId, { accountId, permission: PERMISSIONS['account-member'], ...READ });
      accountIds.push(accountId);
    }
    return { accountIds, positionIds, userId };
  });
}

async function fillFigures(db: Knex, now: number): Promise<void> {
  const last = now - (now % MINUTE_MS) - MINUTE_MS;
  const counts = { ...nothingCounted(), requests: 600, delivered: 40, retried: 2 };
  const dayOfMinutes = Array.from({ length: (24 * 60) / 4 }, (_, index) => index);
  for (let part = 0; part < DAYS * 4; part++) {
    const minutes = dayOfMinutes.map((index) => last - (part * dayOfMinutes.length + index) * MINUTE_MS);
    for (const process of ['one', 'two']) {
      const identity = { process, kind: 'gateway', host: process, pid: 1, version: '0.1.0' } as const;
      const rows = minutes.map((minuteAt) => ({ minuteAt, seenAt: minuteAt + MINUTE_MS, stopped: false, counts }));
      await writeGatewayMinutes(db, identity, rows);
    }
    for (const minuteAt of minutes) {
      await writeQueueMinute(db, minuteAt, [{ channel: 1, queued: 9, due: 1, oldestDueAgeMs: 50, parked: 0 }]);
    }
  }
}
