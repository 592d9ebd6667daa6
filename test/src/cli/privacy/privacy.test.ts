import assert from 'node:assert/strict';
import { describeOnEachDatabase } from '../../../support/databases.js';
import { seedOf } from '../../../support/seed.js';
import { cliOn } from '../cli-on.js';

describeOnEachDatabase('pop privacy', (createDatabase) => {
  it('sets and shows, exports and erases, and says each time what it did', async () => {
    const { url, db } = await createDatabase();
    const seed = seedOf(db);
    const owner = await seed.partner({ accountId: '10000001' });
    const appEmail = 'grace@example.com';
    const [first] = [await seed.application(owner, { appEmail }), await seed.application(owner, { isTest: true })];
    const cli = cliOn(url);
    const notices = ['--notice', 'eng=https://partner.example.com/privacy', 'fra=Vos réponses'];
    const set = await cli([
      'privacy',
      'set',
      '10000001',
      ...notices,
      '--retention-days',
      '180',
      '--keep-scores',
      'yes',
    ]);
    assert.equal(set.code, 0, set.err);
    assert.match(
      set.out,
      /version 1 of .*\n.*\n {2}eng: https:\/\/partner.*\n {2}fra: Vos réponses\n[^]*180 days[^]*keeps scores/,
    );
    const never = await cli(['privacy', 'set', '10000001', '--retention-days', 'never']);
    assert.match(never.out, /version 2 [^]*Nothing is erased by age/);
    assert.equal((await cli(['privacy', 'show', '10000001'])).out, never.out);
    const held = JSON.parse((await cli(['privacy', 'export', '10000001', appEmail])).out) as { count: number };
    assert.equal(held.count, 1);
    assert.equal((await cli(['privacy', 'erase', '10000001', appEmail])).out, 'Erased in account 10000001: 1.\n');
    assert.equal((await cli(['privacy', 'erase-tests', '10000001'])).out, 'Erased in account 10000001: 1.\n');
    const again = await cli(['application', 'erase', first]);
    assert.equal(again.out, `Application ${first} was erased before.\n`);
    const rows = await db('audit_log').where({ object: `application ${first}` });
    assert.deepEqual(rows.map(({ operation }) => operation), ['privacy erase']); // prettier-ignore
  });

  const wrong: { name: string; args: string[]; code: number; words: RegExp }[] = [
    { name: 'nothing to change', args: ['set', '10000001'], code: 1, words: /name an option/ },
    { name: 'a notice without a language', args: ['set', '10000001', '--notice', 'english=x'], code: 2, words: /LANGUAGE=TEXT/ }, // prettier-ignore
    { name: 'a language twice', args: ['set', '10000001', '--notice', 'eng=x', 'eng=y'], code: 2, words: /twice/ },
    { name: 'days that are none', args: ['set', '10000001', '--retention-days', '0'], code: 2, words: /from 1 to/ },
    { name: 'consent to nothing', args: ['set', '10000001', '--consent', 'yes'], code: 1, words: /needs a notice/ },
    { name: 'an unknown account', args: ['erase', '9', 'ada@example.com'], code: 1, words: /account 9/i },
  ];
  it('refuses in words what cannot be meant', async () => {
    const { url, db } = await createDatabase();
    await seedOf(db).partner({ accountId: '10000001' });
    for (const { name, args, code, words } of wrong) {
      const run = await cliOn(url)(['privacy', ...args]);
      assert.equal(run.code, code, name);
      assert.match(run.err, words);
    }
  });
});
