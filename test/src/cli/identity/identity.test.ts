import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeOnEachDatabase } from '../../../support/databases.js';
import { makePng } from '../../../support/make-png.js';
import { seedOf } from '../../../support/seed.js';
import { cliOn } from '../cli-on.js';

describeOnEachDatabase('pop identity', (createDatabase) => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'pop-identity-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('sets, shows, previews and deletes, and refuses in words', async () => {
    const { url, db } = await createDatabase();
    await seedOf(db).partner({ accountId: '10000001' });
    const cli = cliOn(url);
    const identity = (command: string, ...args: string[]) => cli(['identity', command, '10000001', ...args]);
    assert.match((await identity('show')).out, /shows its name/);
    const logo = join(folder, 'logo.png');
    await writeFile(logo, makePng());
    const words = [
      '--words',
      'eng.thank_you.title=Thanks, {candidate}',
      'fra.invitation.subject=Bonjour',
      'fra.reminder.text=Encore ouvert',
    ];
    const set = await identity(
      'set',
      '--name',
      'Acme Careers',
      '--reply-to',
      'jo@example.com',
      '--logo',
      logo,
      ...words,
    );
    assert.equal(set.code, 0, set.err);
    for (const line of [
      /^name: Acme Careers$/m,
      /^reply_to: jo@example\.com$/m,
      /^logo: image\/png, 8 × 4, http.*\/app_link\/logo\/[0-9a-f]{64}$/m,
      /^eng\.thank_you\.title: Thanks, \{candidate\}$/m,
      /^fra\.invitation\.subject: Bonjour$/m,
      /^fra\.reminder\.text: Encore ouvert$/m,
    ]) {
      assert.match(set.out, line);
    }
    assert.equal((await identity('show')).out, set.out);
    const files = join(folder, 'preview');
    const shown = await identity('preview', files, '--language', 'eng');
    assert.equal(shown.code, 0, shown.err);
    assert.match(await readFile(join(files, 'thank-you-page.html'), 'utf8'), /Thanks, Ada Lovelace/);
    assert.doesNotMatch((await identity('set', '--logo', 'none')).out, /logo:/);

    for (const [args, code, says] of [
      [[], 1, /name an option/],
      [['--colour', '#ffff00'], 1, /nearest that passes is #[0-9a-f]{6}/],
      [['--words', 'eng.subject=x'], 2, /LANGUAGE\.invitation\.subject=TEXT/],
      [['--logo', join(folder, 'none.png')], 1, /can.t be read: ENOENT/],
      [['--logo', url], 1, /can.t be read|PNG, a WebP or an SVG|at most/],
    ] as const) {
      const run = await identity('set', ...args);
      assert.equal(run.code, code, args.join(' '));
      assert.match(run.err, says);
    }
    assert.match((await identity('delete')).out, /shows its name/);
    const audited = await db('audit_log').where({ object: 'account 10000001' }).orderBy('id').pluck('operation');
    assert.deepEqual(audited, ['identity set', 'identity set', 'identity set', 'identity delete']);
  });
});
