import assert from 'node:assert/strict';
import { APPLICATION_STATES } from '../../../engine/application/application-status.js';
import { writeMail } from '../../../engine/invitation/write-mail.js';
import { type PositionContent } from '../../../engine/position/position.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { wordsOf, wronglySpaced } from '../../support/french-spacing.js';
import { SAMPLE_POSITION } from '../../support/sample-position.js';
import { seedReport } from '../../support/seed-report.js';
import { type Site, startSite } from './candidate-site.js';

/** The sample position in French. Its own texts have none of the signs in question. */
const FRENCH = JSON.parse(
  JSON.stringify({ ...SAMPLE_POSITION, languages: ['fra', 'ara'] })
    .replaceAll('"eng":', '"fra":')
    .replaceAll('?', '.'),
) as PositionContent;

const CLOSED = [APPLICATION_STATES.completed, APPLICATION_STATES.cancelled];

describeOnEachDatabase('what the program puts together in French', (create) => {
  let site: Site;

  before(async () => {
    site = await startSite((await create()).db, FRENCH);
  });
  after(() => site.close());

  function check(name: string, page: { text: string } | string): void {
    const words = typeof page === 'string' ? page : wordsOf(page.text);
    assert.ok(words.trim().length > 20, name);
    assert.deepEqual(wronglySpaced(words), [], name);
  }

  it('has a no-break space before : ; ? ! and inside of « », on each page of a candidate', async () => {
    const { link } = await site.invite({ languageId: 'fra' });
    for (const page of [0, 1, 2, 3]) check(`page ${page}`, await site.get(`${link}&page=${page}`));
    check('faults', await site.get(`${link}&page=1&check=all`));
    const refused = await site.post(`${link}&page=0`, { 'f.shift': 'a|b', 'f.email': 'no address', go: 'next' });
    assert.equal(refused.status, 422);
    check('refused fields', refused);
    await site.post(`${link}&page=1`, { 'q.1': '2' });
    const conflict = await site.post(`${link}&page=1`, { seen: '{}', 'q.1': '4', go: 'next' });
    assert.equal(conflict.status, 422);
    check('conflict', conflict);
    for (const state of CLOSED)
      check(`state ${state}`, await site.get((await site.invite({ languageId: 'fra', state })).link));
    check('expired', await site.get((await site.invite({ languageId: 'fra', expiresAt: 1 })).link));
    check('unknown', await site.get('/app_link/app_link.html?app_link=AAAAAAAAAAAAAAAAAAAAAA&language_id=fra'));
  });

  it('has it on a report with all its parts', async () => {
    const report = await seedReport(site, { content: FRENCH, application: { languageId: 'fra' } });
    check('report', await site.get(report.path('repAcc', { languageId: 'fra' })));
  });

  it('has it in both forms of the invitation, whose text and address stand below each other', async () => {
    const mail = writeMail('fra', {
      identity: { name: 'Acme' },
      candidate: 'Ada Lovelace',
      position: 'Service',
      link: 'https://gateway.example.com/app_link',
      expiresAt: site.clock.now,
      questions: 24,
      minutes: 5,
      retentionDays: 30,
      noticeUrl: 'https://acme.example.com/donnees',
    });
    for (const text of [mail.subject + mail.text, wordsOf(mail.html)]) check('mail', text);
  });
});
