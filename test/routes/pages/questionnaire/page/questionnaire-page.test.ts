import assert from 'node:assert/strict';
import { fieldsText } from '../../../../../engine/application/application-fields.js';
import { findResult } from '../../../../../db/applications/application-results.js';
import { findApplication } from '../../../../../db/applications/applications.js';
import { readProgress } from '../../../../../db/applications/questionnaire-progress.js';
import { describeOnEachDatabase } from '../../../../support/databases.js';
import { SAMPLE_ANSWERS, SAMPLE_POSITION } from '../../../../support/sample-position.js';
import { ALL_ENTRIES, saveLinkOf, type Site, startSite } from '../../candidate-site.js';

describeOnEachDatabase('the hosted questionnaire', (create) => {
  let site: Site;

  before(async () => {
    site = await startSite((await create()).db);
  });
  after(() => site.close());

  it('is filled in page by page, each post leading to the next page', async () => {
    const { link, applicationId, appToken, accToken } = await site.invite();
    const start = await site.get(link);
    assert.equal(start.status, 200);
    assert.match(start.text, /<html lang="en" dir="ltr">/);
    assert.match(start.text, /Please answer all questions\./);
    for (const name of ['f.app_full_name', 'f.email', 'f.shift'])
      assert.ok(start.text.includes(`name="${name}"`), name);
    assert.ok(!start.text.includes('requisition'), 'what only the partner gives is not asked');

    const begun = await site.post(`${link}&page=0`, { 'f.app_full_name': ' Ada ', 'f.shift': 'night', go: 'next' });
    assert.deepEqual([begun.status, begun.location], [303, `${link}&page=1`]);
    const first = await site.get(begun.location!);
    assert.match(first.text, /<title>Page 1 of 2 – Sample<\/title>/);
    assert.match(first.text, /Answered: 0 of 4/);
    const second = await site.post(`${link}&page=1`, { 'q.1': '5', 'q.2': '1', go: 'next' });
    assert.deepEqual([second.status, second.location], [303, `${link}&page=2`]);
    const last = await site.post(`${link}&page=2`, { 'q.3': '4', 'q.4': 'Because.', go: 'next' });
    assert.match((await site.get(last.location!)).text, /All questions that need an answer have one/);
    const sent = await site.post(last.location!, { go: 'submit' });
    assert.deepEqual([sent.status, sent.location], [303, link]);

    const done = await site.get(sent.location!);
    assert.equal(done.status, 200);
    assert.match(done.text, /<h1>Thank you<\/h1>/);
    const { fields, completedAt } = (await findApplication(site.db, applicationId))!;
    assert.equal(completedAt, site.clock.now);
    assert.deepEqual(JSON.parse(fieldsText(fields)), [{ app_full_name: 'Ada' }, { shift: 'night' }]);
    const result = (await findResult(site.db, applicationId))!;
    assert.deepEqual(result.answers, SAMPLE_ANSWERS);
    assert.equal(result.languageId, 'eng');
    assert.deepEqual(await readProgress(site.db, applicationId), { answers: [], fields: [] });
    const columns = ['user_name', 'credential_id', 'operation', 'outcome', 'address'];
    const audit = (await site
      .db('audit_log')
      .where({ object: `application ${applicationId}` })
      .select(columns)) as object[];
    assert.deepEqual(
      audit.map((row) => Object.values(row)),
      [['candidate', null, 'submitAnswers', 'ok', '127.0.0.1']],
    );
    const written = JSON.stringify(site.log);
    assert.ok(written.includes('/app_link/app_link.html'));
    for (const secret of [appToken, accToken, 'Because']) assert.ok(!written.includes(secret), secret);
  });

  it('goes on at the first page with an open question, on any device', async () => {
    const { link } = await site.invite();
    await site.post(`${link}&page=0`, { 'f.shift': 'night', go: 'next' });
    await site.post(`${link}&page=1`, { 'q.1': '5', 'q.2': '1', go: 'next' });
    const again = await site.get(link);
    assert.match(again.text, /Page 2 of 2/);
    const before = await site.get(`${link}&page=1`);
    assert.match(before.text, /name="q\.1"\s+value="5"\s+checked/);
    await site.post(`${link}&page=2`, { 'q.4': 'x', go: 'next' });
    assert.match((await site.get(link)).text, /Check and send/, 'an optional question that was passed over stays so');
  });

  it('keeps a page that is left by "back", and an answer that is taken back is gone', async () => {
    const { link, applicationId } = await site.invite();
    const { location } = await site.post(`${link}&page=2`, { 'q.3': '2', 'q.4': 'x', go: 'back' });
    assert.equal(location, `${link}&page=1`);
    assert.deepEqual(
      new Set((await readProgress(site.db, applicationId)).answers.map(({ q }) => q)),
      new Set(['3', '4']),
    );
    await site.post(`${link}&page=2`, { 'q.3': '', 'q.4': ' \n', go: 'next' });
    assert.deepEqual((await readProgress(site.db, applicationId)).answers, []);
  });

  it('asks only for what is not known, and changes nothing that only the partner gives', async () => {
    const fields = [
      { name: 'app_full_name', value: 'Ada Lovelace' },
      { name: 'requisition', value: 'R-1' },
      { name: 'shift', value: 'day "1" & <2>' },
    ];
    const { link, applicationId } = await site.invite({ fields, appEmail: 'ada@example.com' });
    const start = await site.get(link);
    for (const name of ['f.app_full_name', 'f.email']) assert.ok(!start.text.includes(`name="${name}"`), name);
    assert.match(start.text, /value="day &quot;1&quot; &amp; &lt;2&gt;"/);
    await site.post(`${link}&page=0`, {
      'f.requisition': 'R-2',
      'f.app_full_name': 'Eve',
      'f.shift': 'late',
      go: 'next',
    });
    await site.post(`${link}&page=1`, { ...ALL_ENTRIES, 'f.shift': 'late', go: 'submit' });
    const stored = (await findApplication(site.db, applicationId))!.fields;
    assert.deepEqual(JSON.parse(fieldsText(stored)), [
      { app_full_name: 'Ada Lovelace' },
      { requisition: 'R-1' },
      { shift: 'late' },
    ]);
  });

  it('saves answers without leaving the page', async () => {
    const { link, applicationId } = await site.invite();
    const saved = await site.post(saveLinkOf(link), { 'q.1': '2', 'q.4': 'a\r\nb' });
    assert.equal(saved.status, 200);
    const { seen, ...said } = JSON.parse(saved.text) as { seen: object };
    assert.deepEqual(said, { saved: true, answered: 2, text: 'Answered: 2 of 4', faults: {} });
    assert.deepEqual(Object.keys(seen), ['q.1', 'q.4']);
    const { answers } = await readProgress(site.db, applicationId);
    assert.deepEqual(Object.fromEntries(answers.map(({ q, a }) => [q, a])), { 1: 2, 4: 'a\nb' });
    const refused = await site.post(saveLinkOf(link), { 'q.1': '3', 'q.4': 'x'.repeat(201) });
    const { faults, seen: _marks, ...rest } = JSON.parse(refused.text) as { faults: object; seen: object };
    assert.deepEqual(faults, { 'q.4': 'This is too long: at most 200 characters.' });
    assert.deepEqual(rest, { saved: false, answered: 2, text: 'Answered: 2 of 4' });
    await site.post(`${link}&page=1`, { ...ALL_ENTRIES, go: 'submit' });
    assert.equal((await site.post(saveLinkOf(link), { 'q.1': '1' })).status, 409, 'sent meanwhile');
    assert.deepEqual(await readProgress(site.db, applicationId), { answers: [], fields: [] });
  });

  it('lists a question with another fault by its number, without its words', async () => {
    const { link } = await site.invite();
    const { text } = await site.post(`${link}&page=2`, { 'q.3': '1', 'q.4': 'x'.repeat(201), go: 'next' });
    assert.match(text, /<a href="[^"]*#q-4"><bdi>Question 4<\/bdi>: This is too long: at most 200 characters\.<\/a>/);
  });

  it('names the open questions of a page before it is left, and goes on without them when that is meant', async () => {
    const { link, applicationId } = await site.invite();
    const open = await site.post(`${link}&page=1`, { 'q.1': '5', go: 'next' });
    assert.deepEqual([open.status, open.location], [303, `${link}&page=1&check=page#errors`]);
    const { text } = await site.get(open.location!);
    assert.match(text, /<a href="#q-2"><bdi>Question 2<\/bdi>: <bdi[^>]*>Question 2\?<\/bdi>/);
    assert.ok(!text.includes('Question 4'), 'it is on another page');
    const later = await site.post(`${link}&page=1`, { 'q.1': '5', go: 'later' });
    assert.equal(later.location, `${link}&page=2`);
    assert.equal((await readProgress(site.db, applicationId)).answers.length, 1);
    assert.doesNotMatch((await site.get(`${link}&page=2`)).text, /id="errors"|value="later"/);
    assert.equal(
      (await site.post(`${link}&page=2`, { 'q.4': 'x', go: 'next' })).location,
      `${link}&page=3`,
      'optional',
    );
    assert.equal((await site.post(`${link}&page=2`, { 'q.4': '', go: 'back' })).location, `${link}&page=1`);
  });

  it('sends only what was changed on a page, and says where another page changed the same', async () => {
    const { link, applicationId } = await site.invite();
    const stale = seenOf((await site.get(`${link}&page=1`)).text);
    await site.post(`${link}&page=1`, { seen: stale, 'q.1': '5', go: 'next' });
    assert.equal((await site.post(`${link}&page=1`, { seen: stale, 'q.2': '1', go: 'next' })).status, 303);
    const both = await site.post(`${link}&page=1`, { seen: stale, 'q.1': '2', 'q.2': '1', go: 'next' });
    assert.equal(both.status, 422);
    assert.match(both.text, /also changed on another page or device: “choice 5”/);
    assert.match(both.text, /name="q\.1"\s+value="2"\s+checked/, 'what was ticked here stays ticked');
    const answersNow = async () =>
      Object.fromEntries((await readProgress(site.db, applicationId)).answers.map(({ q, a }) => [q, a]));
    assert.deepEqual(await answersNow(), { 1: 5, 2: 1 });
    const decided = await site.post(`${link}&page=1`, { seen: seenOf(both.text), 'q.1': '2', 'q.2': '1', go: 'next' });
    assert.equal(decided.status, 303);
    assert.deepEqual(await answersNow(), { 1: 2, 2: 1 });
    const told = await site.post(saveLinkOf(link), { seen: stale, 'q.1': '4' });
    assert.match((JSON.parse(told.text) as { faults: Record<string, string> }).faults['q.1']!, /choice 2/);
  });

  it('speaks each language of the position, from right to left where that is its way', async () => {
    const { link } = await site.invite({ languageId: 'ara' });
    const own = await site.get(`${link}&page=1`);
    assert.match(own.text, /<html lang="ar" dir="rtl">/, 'the language of the application');
    assert.match(own.text, /السؤال 1؟/);
    assert.match(own.text, /<button form="form" name="language_id" value="eng"/);
    const english = (await site.post(`${link}&page=1`, { language_id: 'eng' })).location!;
    const other = await site.get(english);
    assert.match(other.text, /<html lang="en" dir="ltr">/);
    assert.match(other.text, /Page 1 of 2/, 'the switch keeps the page');
    const led = await site.post(english, { 'q.1': '1', 'q.2': '1', go: 'next' });
    assert.match(led.location!, /language_id=eng&page=2$/, 'the chosen language goes along');
    assert.match((await site.get(`${link}&language_id=fra`)).text, /<html lang="en"/, 'not of this position');
  });
});

describeOnEachDatabase('the name of a position on its pages', (create) => {
  it('is the one of the language, and one in another language is marked as such', async () => {
    const site = await startSite((await create()).db);
    const caption = { eng: 'Night watch', ara: 'حراسة ليلية' };
    const named = await site.seed.position([site.partner.accountId], { ...SAMPLE_POSITION, caption });
    try {
      const said = async (positionId: string, page: number) =>
        /<bdi[^>]*>(?:Night watch|Sample|حراسة ليلية)<\/bdi>/.exec(
          (await site.get(`${(await site.invite({ positionId })).link}&language_id=ara&page=${page}`)).text,
        )?.[0];
      for (const page of [0, 1]) {
        assert.equal(await said(named, page), '<bdi>حراسة ليلية</bdi>');
        assert.equal(await said(site.positionId, page), '<bdi lang="en">Sample</bdi>');
      }
    } finally {
      await site.close();
    }
  });

  it('marks the label of a field that lacks the language of the page', async () => {
    const { db } = await create();
    const shift = { aname: 'shift', caption: { eng: 'Shift' }, mandatory: true, partner: false, applicant: true };
    const site = await startSite(db, { ...SAMPLE_POSITION, customFields: [shift] });
    try {
      const { link } = await site.invite();
      const { text } = await site.post(`${link}&language_id=ara&page=0`, { 'f.shift': '', go: 'next' });
      assert.equal(text.match(/<bdi lang="en">Shift<\/bdi>/g)?.length, 2, 'at the field and in the summary');
    } finally {
      await site.close();
    }
  });
});

describeOnEachDatabase('the switch of languages', (create) => {
  let site: Site;

  before(async () => {
    site = await startSite((await create()).db);
  });
  after(() => site.close());

  it('keeps what was typed, asking for nothing that is missing', async () => {
    const { link, applicationId } = await site.invite();
    const start = await site.post(`${link}&page=0`, { 'f.app_full_name': 'Ada', 'f.shift': '', language_id: 'ara' });
    assert.deepEqual([start.status, start.location], [303, `${link}&language_id=ara&page=0`]);
    const first = await site.post(`${link}&page=1`, { 'q.1': '2', language_id: 'ara' });
    assert.deepEqual([first.status, first.location], [303, `${link}&language_id=ara&page=1`]);
    const { fields, answers } = await readProgress(site.db, applicationId);
    assert.deepEqual(answers, [{ q: '1', a: 2 }]);
    assert.ok(fields.some(({ value }) => value === 'Ada'));
  });

  it('comes in the chosen language with what can not be kept', async () => {
    const { link } = await site.invite();
    const text = 'x'.repeat(201);
    const reply = await site.post(`${link}&page=2`, { 'q.4': text, language_id: 'ara' });
    assert.equal(reply.status, 422);
    assert.match(reply.text, /<html lang="ar" dir="rtl">/);
    assert.ok(reply.text.includes(text));
  });

  it('stays where it is for a language that the position lacks', async () => {
    const { link } = await site.invite();
    assert.equal((await site.post(`${link}&page=1`, { language_id: 'fra' })).location, `${link}&page=1`);
  });

  it('is made of links where there is nothing to keep', async () => {
    const { link } = await site.invite();
    const href = /<a href="(app_link\.html[^"]*)" hreflang="ar"/.exec((await site.get(`${link}&page=3`)).text)![1]!;
    assert.match((await site.get(`/app_link/${href.replaceAll('&amp;', '&')}`)).text, /<html lang="ar" dir="rtl">/);
  });
});

describeOnEachDatabase('the hosted questionnaire in other languages', (create) => {
  let site: Site;

  before(async () => {
    const shift = { aname: 'shift', caption: { heb: 'משמרת' }, mandatory: false, partner: false, applicant: true };
    site = await startSite((await create()).db, { languages: ['heb', 'zz9'], customFields: [shift] });
  });
  after(() => site.close());

  it('has English words of its own, marked as such, where it has none in the language', async () => {
    const { link } = await site.invite();
    const { text } = await site.get(`${link}&language_id=heb`);
    assert.match(text, /<html lang="he" dir="rtl">/);
    assert.match(text, /<h2 +lang="en" dir="ltr">About you<\/h2>/);
    assert.match(text, /משמרת/);
  });

  it('claims no language for a code that nobody knows, and asks nothing where nothing is to be asked', async () => {
    const { link } = await site.invite();
    const { text } = await site.get(`${link}&language_id=zz9`);
    assert.match(text, /<html lang="" dir="ltr">/);
    const begun = await site.post(`${link}&page=0`, { go: 'next' });
    const sent = await site.post(begun.location!, { go: 'submit' });
    assert.match((await site.get(sent.location!)).text, /Thank you/);
  });
});

/** Returns the marks of the values that a page carries. */
function seenOf(page: string): string {
  const [, value] = /name="seen"\s+value="([^"]*)"/.exec(page)!;
  return value!.replaceAll('&quot;', '"');
}
