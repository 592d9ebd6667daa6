import { type Knex } from 'knex';
import { createUser, setConsoleRole } from '../../db/accounts/users.js';
import { writeStatement, writeTransaction } from '../../db/connection/transaction.js';
import { writeGatewayMinutes } from '../../db/figures/gateway-minutes.js';
import { writeQueueMinute } from '../../db/figures/queue-minutes.js';
import { recordAttempts } from '../../db/notifications/notification-attempts.js';
import { nothingCounted } from '../../engine/figures/minute-counts.js';
import { newCredential } from '../../routes/accounts/new-credential.js';
import { seedNotification } from './seed-notification.js';
import { seedOf, type TestPartner } from './seed.js';

/** The instant at which all pictures are taken, ms. */
export const PICTURED_AT = Date.UTC(2026, 10, 26, 14, 5);

const MINUTE_MS = 60_000;
const CONFIG =
  'ver|1|url|https://ats.acme.example/hook/[___APP_ID___]|ext_notify|yes|auth|bot:made-up|not_headers|X-Tenant,acme|http_err|429,500|legacy_mode|b';
const PEOPLE = ['Ada Lovelace', 'Grace Hopper', 'Alan Turing', 'Mary Jackson', 'Edsger Dijkstra', 'Radia Perlman'];

/** Who is signed in, and what is looked at. */
export interface Pictured {
  user: string;
  password: string;
  accountId: string;
  notificationId: string;
}

/** Fills an empty database with made-up accounts, one of which has trouble since half an hour. */
export async function fillForPictures(db: Knex): Promise<Pictured> {
  const seed = seedOf(db);
  const user = 'olga';
  const password = 'made up for pictures';
  const userId = (await createUser(db, { name: user, kind: 'internal', now: PICTURED_AT }))!;
  await writeTransaction(db, (trx) => setConsoleRole(trx, userId, 'admin'));
  await newCredential(db, { userId, label: 'console', purpose: 'console', password, now: PICTURED_AT, cost: 4 });
  const acme = await seed.account({ accountId: '10000042', name: 'Acme Recruiting', config: CONFIG });
  await seed.account({ name: 'Borealis Staffing', config: 'ver|1|url|https://borealis.example/done|http_err|500' });
  const bot = await seed.user({ name: 'acme-bot' });
  await seed.grant(bot, acme, { 8: 'r', 16: 'rw' });
  const owner = { user: bot, accountId: acme, positionId: await seed.position([acme]) };
  let notificationId = '';
  for (const [at, name] of PEOPLE.entries()) notificationId = await reject(db, owner, name, PEOPLE.length - at);
  await fillFigures(db);
  return { user, password, accountId: acme, notificationId };
}

/** A notification whose last attempt was answered 503, so many minutes ago. */
async function reject(db: Knex, owner: TestPartner, name: string, minutesAgo: number): Promise<string> {
  const createdAt = PICTURED_AT - minutesAgo * MINUTE_MS;
  const fields = [{ name: 'app_full_name', value: name }];
  const completed = { fields, candidateEmail: undefined, createdAt, completedAt: createdAt, state: 2 };
  const applicationId = await seedOf(db).application(owner, completed);
  const { notificationId } = await seedNotification(db, owner, { applicationId, state: 'rejected', createdAt });
  const times = { dnsMs: 2, connectMs: 11, address: '192.0.2.10', notificationId };
  const answers = [
    { number: 1, outcome: 'retried', status: 429, reply: 'Too many requests', firstByteMs: 31, totalMs: 32 },
    { number: 2, outcome: 'rejected', status: 503, reply: '<html>upstream timeout</html>', firstByteMs: 9_940, totalMs: 9_944 },
  ] as const; // prettier-ignore
  await writeTransaction(db, (trx) =>
    recordAttempts(
      trx,
      answers.map((answer) => ({ ...times, ...answer, startedAt: createdAt + answer.number * 1_000, fault: null })),
    ),
  );
  const last = { last_status: 503, attempts: 2, last_started_ms: createdAt + 2_000 };
  await writeStatement(db, (to) => to('notifications').where({ id: notificationId }).update(last));
  return notificationId;
}

/** An hour of two processes. For its last half, deliveries fail. */
async function fillFigures(db: Knex): Promise<void> {
  for (const [number, process] of ['gateway-1', 'gateway-2'].entries()) {
    const identity = {
      process,
      kind: 'gateway',
      host: `${process}.example`,
      pid: 42 + number,
      version: '0.1.0',
    } as const;
    const minutes = Array.from({ length: 60 }, (_, at) => {
      const minuteAt = PICTURED_AT - (60 - at) * MINUTE_MS;
      const counts = nothingCounted();
      const busy = Math.round(20 + 12 * Math.sin((at + number * 3) / 6));
      const failing = at < 30 ? 0 : Math.min(busy, at - 30);
      Object.assign(counts, { requests: busy * 9, clientErrors: at % 7, delivered: busy - failing, retried: failing });
      counts.buckets.request[2] = busy * 8;
      counts.buckets.request[4] = busy;
      counts.buckets.attempt[1] = busy - failing;
      counts.buckets.attempt[8] = failing;
      counts.buckets.lateness[failing > 9 ? 4 : 1] = busy;
      return { minuteAt, seenAt: minuteAt + MINUTE_MS - 4_000 - number * 7_000, stopped: false, counts };
    });
    await writeGatewayMinutes(db, identity, minutes);
  }
  for (let at = 0; at < 60; at++) {
    const queued = at < 30 ? 3 : (at - 27) * 14;
    const endpoint = { channel: 1, queued, due: at < 30 ? 0 : Math.round(queued / 9), oldestDueAgeMs: 0, parked: 0 };
    await writeQueueMinute(db, PICTURED_AT - (60 - at) * MINUTE_MS, [endpoint]);
  }
}
