import assert from 'node:assert/strict';
import { readProgress } from '../../../../db/applications/questionnaire-progress.js';
import { limitSaves } from '../../../../routes/pages/forms/limit-saves.js';
import { describeOnEachDatabase } from '../../../support/databases.js';
import { saveLinkOf, type Site, startSite } from '../candidate-site.js';

describe('limitSaves', () => {
  const clock = { now: 0 };
  let refused: string[];
  let save: (link?: string) => number | undefined;

  beforeEach(() => {
    clock.now = 0;
    refused = [];
    const wait = limitSaves({ now: () => clock.now, noteRefusedBy: (quota) => void refused.push(quota) });
    save = (link = 'A') => wait(link);
  });

  const burst = (count: number) => Array.from({ length: count }, () => save()).filter((wait) => wait === undefined);

  it('takes sixty at once, then five a second', () => {
    assert.equal(burst(61).length, 60);
    clock.now += 199;
    assert.equal(save(), 1);
    clock.now += 1;
    assert.equal(save(), undefined);
    assert.equal(save(), 1);
    clock.now += 1000;
    assert.equal(burst(10).length, 5);
    assert.equal(new Set(refused).size, 1);
    assert.equal(refused[0], 'saves');
  });

  it('takes sixty again after a pause, and no more', () => {
    burst(61);
    clock.now += 3_600_000;
    assert.equal(burst(100).length, 60);
  });

  it('counts each link for itself', () => {
    burst(61);
    assert.equal(save('B'), undefined);
  });

  it('gives nothing for a clock that is set back, and takes nothing', () => {
    clock.now = 10_000;
    burst(61);
    clock.now = 0;
    assert.equal(save(), 1);
    clock.now = 1000;
    assert.equal(burst(10).length, 5);
  });
});

describeOnEachDatabase('the forms of one link', (create) => {
  let site: Site;

  before(async () => {
    site = await startSite((await create()).db);
  });
  after(() => site.close());

  it('are refused when very many come at once, saved or sent as a page, and others are not', async () => {
    const { link, applicationId } = await site.invite();
    for (let count = 0; count < 60; count += 1) {
      assert.equal((await site.post(saveLinkOf(link), { 'q.1': '2' })).status, 200);
    }
    const save = await site.post(saveLinkOf(link), { 'q.1': '5' });
    assert.deepEqual([save.status, save.headers.get('retry-after'), save.text], [429, '1', '{"saved":false}']);
    const page = await site.post(`${link}&page=1`, { 'q.1': '5', go: 'next' });
    assert.deepEqual([page.status, page.headers.get('retry-after')], [429, '1']);
    assert.match(page.text, /We will be right back[^]*href="[^"]*app_link=/);
    assert.equal((await site.get(link)).status, 200);
    assert.equal((await site.post(saveLinkOf((await site.invite()).link), { 'q.1': '5' })).status, 200);
    assert.deepEqual((await readProgress(site.db, applicationId)).answers, [{ q: '1', a: 2 }]);
    const metrics = await (await fetch(`${site.origin}/metrics`)).text();
    assert.match(metrics, /^pop_quota_refusals_total\{quota="saves"\} 2$/m);
    site.clock.now += 200;
    assert.equal((await site.post(saveLinkOf(link), { 'q.1': '5' })).status, 200);
  });
});
