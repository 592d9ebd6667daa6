import { type Knex } from 'knex';
import { workReplays } from '../../../db/notifications/work-replays.js';
import { dialectOf } from '../../../db/connection/dialect.js';
import { type Config, readConfig } from '../../config/config.js';
import { endAtOnce } from '../../end-at-once.js';
import { countMinute } from '../../figures/count-minute.js';
import { startRecorder } from '../../figures/start-recorder.js';
import { housekeeping } from '../../leading/housekeeping.js';
import { createLog } from '../../log.js';
import { withoutDriverStacks } from '../../without-driver-stacks.js';
import { sweepErased } from '../../privacy/sweep-erased.js';
import { outgoing } from '../../sending/outgoing.js';
import { startMessages } from '../../sending/messages/start-messages.js';
import { startNotifier } from '../../sending/start-notifier.js';
import { stopInTime } from '../../stop-in-time.js';
import { watchSchema } from '../../watch-schema.js';
import { inWords } from '../output/in-words.js';
import { refused } from '../output/refused.js';
import { type Session } from '../session/session.js';

const REPLAYS_EVERY_MS = 2_000;
const SCHEMA_EVERY_MS = 60_000;

/** Delivers notifications until the process is told to stop. */
export async function runNotifier(session: Session): Promise<void> {
  const { now } = session;
  const db = await session.db();
  const config = readConfig(session.env);
  const { notifyAllowCidrs, port, logLevel } = config;
  const log = withoutDriverStacks(createLog(logLevel, await session.openLog()), db);
  const messages = messagesOf(config, { db, now });
  const stopAsked = session.untilStopped();
  // A gateway on the same host listens on this port.
  const ownPort = port === 0 ? {} : { ownPort: port };
  const sender = await inWords(() => outgoing({ allowCidrs: notifyAllowCidrs, now, ...ownPort }));
  const minutes = countMinute();
  const notifier = startNotifier({ db, log, now, sender, messages, observers: [minutes] });
  const recorder = startRecorder({ db, counter: minutes, kind: 'notifier', now, log });
  const replays = housekeeping({ chores: [(at) => workReplays(db, at)], now, everyMs: REPLAYS_EVERY_MS, log });
  const lookAtSchema = watchSchema({ db, log });
  // Invitations of tests are files on this host.
  const chores = [() => lookAtSchema().then(() => 0), sweepErased(db, config.outboxDir)];
  const schema = housekeeping({ chores, now, everyMs: SCHEMA_EVERY_MS, log });
  log.info({ allow_cidrs: notifyAllowCidrs, invitations: messages !== undefined }, 'delivering notifications');
  if (!dialectOf(db).shareDatabase) {
    log.warn('the embedded database works on one host only: all its notifiers and gateways must run on this host');
  }
  log.info({ signal: await stopAsked, under_way: notifier.underWay() }, 'stopping');
  await stopInTime({
    groups: [
      { notifier: notifier.stop, replays: replays.stop, schema: schema.stop },
      { figures: recorder.stop },
      { database: () => db.destroy() },
    ],
    tooLate: (open) => {
      log.error({ open, under_way: notifier.underWay() }, 'could not stop in time, ending anyway');
      endAtOnce(log, session.endProcess);
    },
  });
  log.info('stopped');
  // The process waits for this flush. See the one in the gateway.
  log.flush();
}

/**
 * Makes what sends invitations, if a server for them is configured. Nobody looks for invitations in a folder on this
 * host.
 */
function messagesOf(config: Config, { db, now }: { db: Knex; now(): number }) {
  if (!config.smtp && !config.sms) return undefined;
  const { publicUrl } = config;
  if (publicUrl === undefined) throw refused('PUBLIC_URL is not set: the links in invitations begin with it.');
  return startMessages({ db, config, publicUrl, now });
}
