import { type Knex } from 'knex';
import { listAccounts, type StoredAccount } from '../../../db/accounts/accounts.js';
import { seenProcesses } from '../../../db/figures/gateway-minutes.js';
import { queueFigures } from '../../../db/notifications/figures/notification-figures.js';
import { type NotificationChannel } from '../../../db/notifications/notifications.js';
import { checkAccountConfig } from '../../../engine/config/account-config.js';
import { parseConfigString } from '../../../engine/config/config-string.js';
import { UnreadableSecret } from '../../../engine/secrets/secret-box.js';
import { few } from '../output/few.js';
import { type Check, fail, type Finding, ok, warn } from './finding.js';

/** The checks of what the installation has to do, and of the accounts that it does it for. */
export function workChecks(db: Knex, now: number): Check[] {
  return [
    { name: 'notifications', look: () => queueFinding(db, now, 'endpoint') },
    { name: 'invitations', look: () => queueFinding(db, now, 'messages') },
    { name: 'accounts', look: () => accountsFinding(db) },
  ];
}

const LATE_MS = 60_000;
const STUCK_MS = 15 * 60_000;
// A process writes its figures every minute.
const SEEN_MS = 3 * 60_000;

async function queueFinding(db: Knex, now: number, channel: NotificationChannel): Promise<Finding> {
  const { oldestDueAgeMs, due, parked } = await queueFigures(db, channel);
  const late = `${due} due, the oldest for ${Math.round(oldestDueAgeMs / 1000)} s`;
  if (oldestDueAgeMs > LATE_MS) {
    const running = (await seenProcesses(db, now - SEEN_MS - LATE_MS)).filter(
      ({ stopped, seenAt }) => !stopped && seenAt >= now - SEEN_MS,
    );
    if (running.length === 0) return fail(`${late}, and no process is sending`, 'start the gateway');
    const todo = 'the notifier is behind: look at its log and at the receivers, or start pop notifier on more machines';
    return oldestDueAgeMs > STUCK_MS ? fail(late, todo) : warn(late, todo);
  }
  if (parked > 0)
    return warn(
      `${parked} were set aside, because sending them ended the process`,
      'look into the log, then pop notifications replay',
    );
  return ok(due === 0 ? 'nothing is due' : late);
}

async function accountsFinding(db: Knex): Promise<Finding> {
  const accounts = (await listAccounts(db)).map((account) => ({ id: account.accountId, state: stateOf(account) }));
  const of = (wanted: ConfigState): string[] => accounts.flatMap(({ id, state }) => (state === wanted ? [id] : []));
  const [unreadable, faulty] = [of('unreadable'), of('faulty')];
  const show = 'look with pop config get, and set what is wrong again with pop config set';
  if (unreadable.length > 0) return fail(`the config can't be read: ${few(unreadable)}`, show);
  if (faulty.length > 0) return warn(`values of the config are invalid and not used: ${few(faulty)}`, show);
  return ok(`all configs are valid, accounts: ${accounts.length}`);
}

type ConfigState = 'valid' | 'faulty' | 'unreadable';

function stateOf(account: StoredAccount): ConfigState {
  try {
    const parsed = parseConfigString(account.config);
    if (!('pairs' in parsed)) return 'unreadable';
    return checkAccountConfig(parsed.pairs).length > 0 ? 'faulty' : 'valid';
  } catch (error) {
    if (error instanceof UnreadableSecret) return 'unreadable';
    throw error;
  }
}
