import assert from 'node:assert/strict';
import { type Knex } from 'knex';
import { setAccountDisabled } from '../../../../db/accounts/accounts.js';
import { writeTransaction } from '../../../../db/connection/transaction.js';
import { APPLICATION_STATES } from '../../../../engine/application/application-status.js';
import { describeOnEachDatabase } from '../../../support/databases.js';
import { type Seed, seedOf, type TestPartner } from '../../../support/seed.js';
import { CLI_NOW, cliOn } from '../cli-on.js';

const DAY = 24 * 60 * 60 * 1000;

interface Page {
  has_more: boolean;
  next_cursor?: string;
  applications: Record<string, unknown>[];
}

describeOnEachDatabase('pop application', (createDatabase) => {
  let db: Knex;
  let seed: Seed;
  let cli: ReturnType<typeof cliOn>;
  let partner: TestPartner;

  beforeEach(async () => {
    const database = await createDatabase();
    db = database.db;
    seed = seedOf(db);
    cli = cliOn(database.url, { env: { DATABASE_URL: database.url, PUBLIC_URL: 'https://gateway.example.com' } });
    partner = await seed.partner({ config: 'cmp|1' });
  });

  const ordered = (more: object = {}) => seed.application(partner, { createdAt: CLI_NOW - DAY, ...more });
  const list = async (...args: string[]) =>
    (await cli(['application', 'list', partner.accountId, '--json', ...args])).json<Page>();

  it('lists with the status of each, and without links', async () => {
    const open = await ordered();
    const completed = await ordered({ state: APPLICATION_STATES.completed, completedAt: CLI_NOW });
    const cancelled = await ordered({ state: APPLICATION_STATES.cancelled });
    const expired = await ordered({ expiresAt: CLI_NOW - 1 });
    const statuses = async (...args: string[]) =>
      (await list(...args)).applications.map((one) => [one['application_id'], one['status']]);
    assert.deepEqual(await statuses(), [[open, 'incomplete']]);
    assert.deepEqual(await statuses('--status', 'completed'), [[completed, 'completed']]);
    assert.deepEqual(await statuses('--status', 'all'), [
      [open, 'incomplete'],
      [completed, 'completed'],
      [cancelled, 'cancelled'],
      [expired, 'expired'],
    ]);
    const { out } = await cli(['application', 'list', partner.accountId]);
    assert.match(
      out,
      /^ID +STATUS +CANDIDATE +POSITION .*\n\d+ +incomplete +Ada Lovelace +Customer Service \(\d+\) +2026-/,
    );
    assert.doesNotMatch(out + JSON.stringify(await list()), /app_link/);
  });

  it('goes on where a page ended', async () => {
    const ids = [await ordered(), await ordered(), await ordered()];
    const first = await list('--limit', '2');
    assert.deepEqual([first.has_more, first.applications.length], [true, 2]);
    const text = (await cli(['application', 'list', partner.accountId, '--limit', '2'])).out;
    assert.ok(text.endsWith(`go on with --cursor ${first.next_cursor}.\n`), text);
    const second = await list('--limit', '2', '--cursor', first.next_cursor!);
    const seen = [...first.applications, ...second.applications].map((one) => one['application_id']);
    assert.deepEqual([seen, second.has_more, second.next_cursor], [ids, false, undefined]);
    assert.deepEqual((await list('--updated-since', '2026-03-01')).applications, []);
    assert.equal((await list('--updated-since', '2026-02-28')).applications.length, 3);
    const wrong = await cli(['application', 'list', partner.accountId, '--cursor', 'nonsense']);
    assert.deepEqual([wrong.code, /^error: --cursor must be/.test(wrong.err)], [1, true]);
  });

  it('lists only what has the candidate, the reference and the position that are named', async () => {
    const [ada, bob] = [await ordered({ reference: 'REQ-17' }), await ordered({ candidateEmail: 'bob@example.com' })];
    const ids = async (...args: string[]) => (await list(...args)).applications.map((one) => one['application_id']);
    assert.deepEqual(await ids('--email', ' Ada@example.com'), [ada]);
    assert.deepEqual(await ids('--email', 'bob@example.com', '--updated-since', '2026-01-01'), [bob]);
    assert.deepEqual(await ids('--reference', 'REQ-17'), [ada]);
    assert.deepEqual(await ids('--position', partner.positionId, '--status', 'all'), [ada, bob]);
    assert.deepEqual(await ids('--position', '999999'), []);
    const { out } = await cli(['application', 'list', partner.accountId, '--reference', 'REQ-17']);
    assert.match(out, / REFERENCE\n.* REQ-17\n$/);
    assert.match((await cli(['application', 'show', ada])).out, /\nReference: REQ-17\n/);
    for (const option of ['--email', '--reference']) {
      const { code, err } = await cli(['application', 'list', partner.accountId, option, ' ']);
      assert.deepEqual([code, /must not be empty/.test(err)], [2, true], err);
    }
  });

  it('shows one, and its links only when asked', async () => {
    const id = await ordered({ state: APPLICATION_STATES.completed, completedAt: CLI_NOW });
    const { out } = await cli(['application', 'show', id]);
    assert.match(out, new RegExp(`^Application ${id} of account ${partner.accountId}: completed\\n`));
    assert.match(out, new RegExp(`\\nOrdered 2026-02-28 by ${partner.user.name}, expires .*, completed 2026-03-01\\n`));
    assert.match(out, /\nemail +ada@example\.com\n/);
    const script = (await cli(['application', 'show', id, '--json'])).json<Record<string, unknown>>();
    assert.deepEqual([script['status'], script['fields']], ['completed', [{ app_full_name: 'Ada Lovelace' }, { email: 'ada@example.com' }]]); // prettier-ignore
    assert.doesNotMatch(out + JSON.stringify(script), /_link/);
    const links = (await cli(['application', 'show', id, '--links'])).out;
    assert.match(links, /\napp_link_full +https:\/\/gateway\.example\.com\/app_link\/app_link\.html\?app_link=/);
    assert.match(links, /\nrep_link_full_acc +https:\/\/gateway/);
  });

  it('cancels and extends as a partner could, and says so in the audit log', async () => {
    const id = await ordered({ expiresAt: CLI_NOW - 1 });
    const extended = await cli(['application', 'extend', id, '2026-12-31', '--json']);
    const about = { application_id: id, account_id: partner.accountId };
    assert.deepEqual(extended.json(), { ...about, status: 'incomplete', expires: '2026-12-31' });
    assert.deepEqual((await cli(['application', 'cancel', id, '--json'])).json(), { ...about, status: 'cancelled' });
    assert.equal((await cli(['application', 'cancel', id])).code, 0, 'twice is once');
    const entries = await db('audit_log').select('user_name', 'credential_id', 'operation', 'object', 'address');
    const entry = { user_name: 'cli:tester', credential_id: null, object: `application ${id}`, address: 'local' };
    assert.deepEqual(
      entries.map((one) => ({ ...one })),
      ['application extend', 'application cancel'].map((operation) => ({ ...entry, operation })),
    );
  });

  it('refuses, in words and each cause once, and changes nothing', async () => {
    const completed = await ordered({ state: APPLICATION_STATES.completed, completedAt: CLI_NOW });
    const cancelled = await ordered({ state: APPLICATION_STATES.cancelled });
    const open = await ordered();
    await writeTransaction(db, (trx) => setAccountDisabled(trx, partner.accountId, CLI_NOW));
    const before = await db('applications').orderBy('id');
    const refused: [args: string[], says: string][] = [
      [['list', '7'], 'There is no account 7; see pop account list.'],
      [['show', '77'], 'There is no application 77.'],
      [['cancel', '18446744073709551615'], 'There is no application 18446744073709551615.'],
      [['cancel', completed], 'The questionnaire is already submitted.'],
      [['extend', cancelled, '2026-12-31'], 'The application is cancelled.'],
      [
        ['extend', open, '2026-02-29'],
        'expires: must be a day YYYY-MM-DD from today on (UTC), at most 100 years ahead',
      ],
      [['extend', open, '2026-12-31'], 'The account is disabled: it takes no orders, extensions or invitations.'],
    ];
    for (const [args, says] of refused) {
      const { code, out, err } = await cli(['application', ...args]);
      assert.deepEqual([code, out, err], [1, '', `error: ${says}\n`], args.join(' '));
    }
    assert.deepEqual(await db('applications').orderBy('id'), before);
    assert.deepEqual(await db('audit_log'), []);
  });
});
