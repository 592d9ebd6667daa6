import { type Knex } from 'knex';
import { findAccount } from '../../db/accounts/accounts.js';
import { listCredentials } from '../../db/accounts/credentials.js';
import { type Holder, listHolders } from '../../db/accounts/holders.js';
import { listNotifications } from '../../db/notifications/list-notifications.js';
import { lastTest, notificationAccount } from '../../db/notifications/notification-accounts.js';
import { listAssignedPositions } from '../../db/positions/positions.js';
import { parseConfigString } from '../../engine/config/config-string.js';
import { mayOnAccount } from '../../engine/permissions.js';
import { credentialState } from '../../engine/sign-in/credential-state.js';

/** One thing that a partner needs before it can work with its account. */
export interface ReadinessCheck {
  check: 'user' | 'permissions' | 'credential' | 'url' | 'position' | 'enabled' | 'notifications' | 'test';
  ok: boolean;
  /** In words for an operator: what is there, or what is missing. */
  detail: string;
  /** When that was so (ISO 8601), where it is about one point in time. */
  at?: string;
}

/** Tells what an account still lacks before its partner can order and be notified. The account must exist. */
export async function accountReadiness(db: Knex, accountId: string, now: number): Promise<ReadinessCheck[]> {
  const account = (await findAccount(db, accountId))!;
  const partners = (await listHolders(db, accountId)).filter(({ user }) => user.kind === 'partner' && user.active);
  const able = partners.filter((holder) => lacks(holder, accountId).length === 0);
  const positions = (await listAssignedPositions(db, accountId)).filter(({ retiredAt }) => retiredAt === undefined);
  const { paused } = await notificationAccount(db, accountId);
  const names = partners.map(({ user }) => user.name).join(', ');
  return [
    check('user', partners.length > 0, names, 'no active partner user has a permission on the account'),
    check('permissions', able.length > 0, 'enough to order and to read', missingWords(partners, accountId)),
    check('credential', await hasCredential(db, able.length > 0 ? able : partners, now), 'valid', NO_CREDENTIAL),
    check('url', hasUrl(account.config), 'set', 'url is not set in the config, so nobody is notified'),
    check('position', positions.length > 0, `${positions.length} may be ordered`, 'the account may order no position'),
    check('enabled', account.disabledAt === undefined, 'yes', 'the account is disabled: it takes no orders'),
    check('notifications', !paused, 'sent', 'notifications are paused'),
    await testCheck(db, accountId),
  ];
}

const NO_CREDENTIAL = 'no partner user of the account has a password of the API that is valid now';

const check = (what: ReadinessCheck['check'], ok: boolean, there: string, missing: string): ReadinessCheck => ({
  check: what,
  ok,
  detail: ok ? there : missing,
});

const NEEDED = { read: 'reading', add: 'creating applications', write: 'changing applications' } as const;

/** What a partner's user can't do on the account, in words. */
function lacks({ rows }: Holder, accountId: string): string[] {
  return (['read', 'add', 'write'] as const)
    .filter((need) => mayOnAccount(rows, accountId, { need, partnerRequest: true }) !== 'yes')
    .map((need) => NEEDED[need]);
}

function missingWords(partners: Holder[], accountId: string): string {
  if (partners.length === 0) return 'there is no partner user';
  const words = partners.map((holder) => `${holder.user.name} lacks ${lacks(holder, accountId).join(', ')}`);
  return `${words.join('; ')} (a partner has account-member read and partner-std read, write, add)`;
}

async function hasCredential(db: Knex, holders: Holder[], now: number): Promise<boolean> {
  for (const { user } of holders) {
    const credentials = await listCredentials(db, user.userId);
    if (credentials.some((one) => one.purpose === 'api' && credentialState(one, now) === 'active')) return true;
  }
  return false;
}

/** An account whose partner has had notifications needs no test. */
async function testCheck(db: Knex, accountId: string): Promise<ReadinessCheck> {
  const test = await lastTest(db, accountId);
  if (test) {
    const { at, status, fault } = test;
    const came = status === null ? `no answer: ${fault}` : `answered ${status}`;
    return { ...check('test', status === DELIVERED, came, came), at: new Date(at).toISOString() };
  }
  const delivered = await listNotifications(db, { accountId, state: 'delivered', limit: 1 });
  return check('test', delivered.length > 0, 'none was sent, but notifications were delivered', 'none was sent yet');
}

const DELIVERED = 200;

function hasUrl(config: string): boolean {
  const read = parseConfigString(config);
  return 'pairs' in read && read.pairs.some(([key, value]) => key === 'url' && value !== '');
}
