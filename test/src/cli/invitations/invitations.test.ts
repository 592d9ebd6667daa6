import assert from 'node:assert/strict';
import { type Knex } from 'knex';
import { finishNotifications } from '../../../../db/notifications/finish-notifications.js';
import { enqueueInvitations } from '../../../../db/notifications/invitations.js';
import { writeTransaction } from '../../../../db/connection/transaction.js';
import { type InvitationKind } from '../../../../engine/invitation/invitation-kinds.js';
import { describeOnEachDatabase } from '../../../support/databases.js';
import { type Seed, seedOf } from '../../../support/seed.js';
import { CLI_NOW, cliOn } from '../cli-on.js';
import { claimDue, finishedAttempt } from '../../../support/claims.js';

const MINUTE = 60_000;

describeOnEachDatabase('pop invitations', (createDatabase) => {
  let db: Knex;
  let url: string;
  let seed: Seed;
  beforeEach(async () => {
    ({ db, url } = await createDatabase());
    seed = seedOf(db);
  });

  /** Creates an application that was ordered a minute ago, so that its candidate may be invited again. */
  async function invited(kinds: InvitationKind[]): Promise<{ applicationId: string; accountId: string }> {
    const partner = await seed.partner();
    const { accountId } = partner;
    const addresses = { appEmail: 'ada@example.com', appPhone: '15550100' };
    const expiresAt = CLI_NOW + 1e9;
    const applicationId = await seed.application(partner, { ...addresses, expiresAt });
    const invitation = { applicationId, accountId, expiresAt, now: CLI_NOW - MINUTE };
    await writeTransaction(db, (trx) => enqueueInvitations(trx, kinds, invitation));
    return { applicationId, accountId };
  }

  async function reject(reply: string): Promise<void> {
    const claimed = await claimDue(db, { channel: 'messages' });
    const rejected = { startedAt: CLI_NOW, totalMs: 12, outcome: 'rejected', status: 550, reply } as const;
    const next = { ended: 'rejected' } as const;
    await finishNotifications(
      db,
      claimed.map((one) => finishedAttempt(one, { ...rejected, next })),
    );
  }

  it('lists those of an account, or all in one state, by mail and by SMS', async () => {
    const one = await invited(['mail', 'sms']);
    await reject('550 5.1.1 no such user');
    const other = await invited(['mail']);
    const pop = cliOn(url);
    const list = async (...args: string[]) =>
      (await pop(['invitations', 'list', '--json', ...args]))
        .json<{ invitations: Record<string, string>[] }>()
        .invitations.map((each) => [each['application_id'], each['kind'], each['state']]);
    const refused = [
      [one.applicationId, 'mail', 'refused'],
      [one.applicationId, 'sms', 'refused'],
    ];
    assert.deepEqual(await list(one.accountId), refused);
    assert.deepEqual(await list('--state', 'refused'), refused);
    assert.deepEqual(await list('--state', 'waiting'), [[other.applicationId, 'mail', 'waiting']]);
    assert.deepEqual(await list(other.accountId, '--state', 'refused'), []);
    assert.deepEqual(await list(one.accountId, '--until', '2026-03-01'), []);
    assert.equal((await list(one.accountId, '--since', '2026-03-01')).length, 2);
    const { out } = await pop(['invitations', 'list', '--state', 'refused', '--limit', '1']);
    assert.match(
      out,
      /^ACCOUNT +APPLICATION +KIND +STATE .*\n\d+ +\d+ +mail +refused +1 +550 +2026-.*\nThere are more: /,
    );
    assert.match((await pop(['invitations', 'list', '7'])).err, /There is no account 7/);
    const nothing = await pop(['invitations', 'list']);
    assert.deepEqual([nothing.code, nothing.err], [2, 'error: give ACCOUNT or --state, or both\n']);
  });

  it('shows what became of each, for a person and for a script', async () => {
    const { applicationId, accountId } = await invited(['mail']);
    await reject('550 5.1.1 no such user');
    const pop = cliOn(url);
    const { code, out } = await pop(['invitations', 'show', applicationId]);
    assert.equal(code, 0);
    assert.match(out, new RegExp(`^Application ${applicationId} of account ${accountId}\\n`));
    assert.match(out, /mail: refused, attempts: 1, last 550\nEnded: 2026-03-01/);
    assert.match(out, /1 +2026-03-01T12:00:00\.000Z +rejected +550 +- +12\n/);
    assert.match(out, /550 5\.1\.1 no such user/);
    const shown = (await pop(['invitations', 'show', applicationId, '--json'])).json<{
      application_id: string;
      invitations: { kind: string; state: string; attempts: object[] }[];
    }>();
    assert.equal(shown.application_id, applicationId);
    assert.deepEqual(
      shown.invitations.map(({ kind, state }) => [kind, state]),
      [['mail', 'refused']],
    );
    assert.deepEqual(shown.invitations[0]!.attempts, [
      {
        number: 1,
        started: '2026-03-01T12:00:00.000Z',
        total_ms: 12,
        outcome: 'rejected',
        status: 550,
        fault: null,
        reply: '550 5.1.1 no such user',
      },
    ]);
  });

  it('says when there is none', async () => {
    const applicationId = await seed.application(await seed.partner());
    const { out } = await cliOn(url)(['invitations', 'show', applicationId]);
    assert.match(out, /No invitation: it was ordered without app_email and app_phone\.\n$/);
  });

  it('sends again what was ordered, under the same limits as a partner, and notes it', async () => {
    const { applicationId, accountId } = await invited(['mail']);
    await reject('550 full');
    const pop = cliOn(url);
    const resent = await pop(['invitations', 'resend', applicationId, '--json']);
    assert.deepEqual(resent.json(), { application_id: applicationId, account_id: accountId, queued: ['mail', 'sms'] });
    const states = (await db('notifications').orderBy('kind').select('kind', 'state')) as object[];
    assert.deepEqual(
      states.map((row) => ({ ...row })),
      [
        { kind: 2, state: 1 },
        { kind: 3, state: 1 },
      ],
    );
    const again = await pop(['invitations', 'resend', applicationId]);
    assert.deepEqual([again.code, again.out], [1, '']);
    assert.match(again.err, /at most once a minute.*try again in 60 s/);
    const entries = (await db('audit_log').select('user_name', 'operation', 'object')) as object[];
    assert.deepEqual(
      entries.map((row) => ({ ...row })),
      [{ user_name: 'cli:tester', operation: 'invitation resend', object: `application ${applicationId}` }],
    );
  });

  for (const command of ['show', 'resend']) {
    it(`refuses to ${command} an application that is not there`, async () => {
      const { code, err } = await cliOn(url)(['invitations', command, '4711']);
      assert.deepEqual([code, err], [1, 'error: There is no application 4711.\n']);
    });
  }
});
