import assert from 'node:assert/strict';
import { recordAudit } from '../../../../db/accounts/audit.js';
import { describeOnEachDatabase } from '../../../support/databases.js';
import { cliOn } from '../cli-on.js';

const DAY = Date.parse('2026-03-01');

const ENTRY = {
  at: DAY,
  userName: 'acme',
  credentialId: '7',
  operation: 'cancelApplication',
  object: 'application 42',
  outcome: 'ok',
  address: '192.0.2.1',
  requestId: 'r-1',
};

interface Shown {
  has_more: boolean;
  entries: { entry_id: string; object: string }[];
}

describeOnEachDatabase('pop audit', (createDatabase) => {
  const entries = [
    ENTRY,
    { ...ENTRY, at: DAY + 1, object: 'application 421' },
    { ...ENTRY, at: DAY + 2, object: 'application 42: more', outcome: 'already-submitted' },
    { ...ENTRY, at: DAY + 3, object: 'application 42, and more', userName: 'Acme' },
    { ...ENTRY, at: DAY + 4, object: 'application 42 too', credentialId: undefined, operation: 'application cancel' },
    { ...ENTRY, at: DAY + 5, object: 'account 1' },
  ];

  async function world() {
    const { db, url } = await createDatabase();
    for (const entry of entries) await recordAudit(db, entry);
    const cli = cliOn(url);
    const objects = async (...args: string[]) =>
      (await cli(['audit', '--json', ...args])).json<Shown>().entries.map(({ object }) => object);
    return { cli, objects };
  }

  it('shows the newest entries, the oldest of them first, for a person and for a script', async () => {
    const { cli } = await world();
    const { out } = await cli(['audit']);
    assert.equal(out.split('\n').length, 1 + entries.length + 1);
    assert.match(
      out,
      /^AT +USER +OPERATION +OBJECT +OUTCOME +ADDRESS +REQUEST\n2026-03-01T00:00:00\.000Z +acme +cancel/,
    );
    const { entries: shown } = (await cli(['audit', '--json'])).json<Shown>();
    const { entry_id: _, ...first } = shown[0]!;
    assert.deepEqual(first, {
      at: '2026-03-01T00:00:00.000Z',
      user: 'acme',
      credential_id: '7',
      operation: 'cancelApplication',
      object: 'application 42',
      outcome: 'ok',
      address: '192.0.2.1',
      request_id: 'r-1',
    });
    assert.match((await cli(['audit', '--user', 'nobody'])).out, /^The audit log has no such entries\./);
  });

  it('finds an object with what is said about it, and no other whose name begins alike', async () => {
    const { objects } = await world();
    const about42 = ['application 42', 'application 42: more', 'application 42, and more', 'application 42 too'];
    assert.deepEqual(await objects('--object', 'application 42'), about42);
    assert.deepEqual(await objects('--object', 'account'), ['account 1']);
    assert.deepEqual(await objects('--object', 'acc'), []);
  });

  it('finds by user, operation, outcome and time, all of them together', async () => {
    const { objects } = await world();
    assert.deepEqual(await objects('--user', 'Acme'), ['application 42, and more']);
    assert.deepEqual(await objects('--operation', 'application cancel'), ['application 42 too']);
    assert.deepEqual(await objects('--refused'), ['application 42: more']);
    const period = ['--since', '2026-03-01T00:00:00.001Z', '--until', '2026-03-01T00:00:00.003Z'];
    assert.deepEqual(await objects(...period), ['application 421', 'application 42: more']);
    assert.deepEqual(await objects(...period, '--refused', '--user', 'Acme'), []);
  });

  it('reads on, towards older entries, from where a page began', async () => {
    const { cli } = await world();
    const seen: string[] = [];
    let before: string[] = [];
    for (let more = true; more;) {
      const { has_more, entries: page } = (await cli(['audit', '--limit', '4', '--json', ...before])).json<Shown>();
      seen.unshift(...page.map(({ object }) => object));
      before = ['--before', page[0]!.entry_id];
      more = has_more;
    }
    assert.deepEqual(
      seen,
      entries.map(({ object }) => object),
    );
    assert.match((await cli(['audit', '--limit', '4'])).out, /^There are older ones: .* --before \d+\.\nAT /);
  });

  it('shows its own reading to nobody: it changes nothing', async () => {
    const { objects } = await world();
    await objects();
    assert.equal((await objects()).length, entries.length);
  });
});
