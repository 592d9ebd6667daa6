import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { connect } from '../../../../db/connection/connect.js';
import { writeStatement } from '../../../../db/connection/transaction.js';
import { readProgress } from '../../../../db/applications/questionnaire-progress.js';
import { packageRoot } from '../../../../src/document/openapi.js';
import { startGateway } from '../../../support/app.js';
import { describeOnEachDatabase } from '../../../support/databases.js';
import { ALL_ENTRIES, type Entries, saveLinkOf, type Site, startSite } from '../candidate-site.js';

describeOnEachDatabase('faults in the hosted questionnaire', (create) => {
  let site: Site;

  before(async () => {
    site = await startSite((await create()).db);
  });
  after(() => site.close());

  const typed: { name: string; page: number; entries: Entries; says: RegExp; keeps: RegExp }[] = [
    {
      name: 'a pipe in a field',
      page: 0,
      entries: { 'f.shift': 'day|night' },
      says: /id="f-3-fault"\s*>\s*<span class="visually-hidden">Error: <\/span><span class="fault-text">The character \| can’t/,
      keeps: /value="day\|night"/,
    },
    {
      name: 'a field of more than 4 KiB',
      page: 0,
      entries: { 'f.shift': 'é'.repeat(2049) },
      says: /This is too long\./,
      keeps: /value="é{2049}"/,
    },
    {
      name: 'NUL in a field',
      page: 0,
      entries: { 'f.shift': 'a\0b' },
      says: /characters in it that can’t be stored/,
      keeps: /value="a\uFFFDb"/,
    },
    {
      name: 'a mandatory field of blanks',
      page: 0,
      entries: { 'f.shift': '  ' },
      says: /Please fill this in\./,
      keeps: /aria-invalid="true"/,
    },
    {
      name: 'what is no e-mail address',
      page: 0,
      entries: { 'f.app_full_name': 'ada@example.com', 'f.email': 'ada at example.com' },
      says: /id="f-2-fault"\s*>\s*<span class="visually-hidden">Error: <\/span><span class="fault-text">Please write the whole/,
      keeps: /value="ada at example\.com"/,
    },
    {
      name: 'a text that is too long',
      page: 2,
      entries: { 'q.4': `<b>${'x'.repeat(200)}` },
      says: /This is too long: at most 200 characters\./,
      keeps: /<textarea[^>]*>\n&lt;b&gt;x{200}<\/textarea>/,
    },
    {
      name: 'NUL in a text',
      page: 2,
      entries: { 'q.4': 'a\0b' },
      says: /characters in it that can’t be stored/,
      keeps: />\na\uFFFDb<\/textarea>/,
    },
  ];
  it('keeps an e-mail address without the blanks that were copied with it, and one beyond ASCII', async () => {
    for (const address of ['ada@example.com', 'jörg@bücher.example']) {
      const { link, applicationId } = await site.invite();
      await site.post(`${link}&page=0`, { 'f.shift': 'day', 'f.email': `\u00a0\u200b${address} \u200b`, go: 'next' });
      const { fields } = await readProgress(site.db, applicationId);
      assert.equal(fields.find(({ name }) => name === 'email')?.value, address);
    }
  });

  for (const { name, page, entries, says, keeps } of typed) {
    it(`shows ${name} beside its item, keeping what was typed and what else was sent`, async () => {
      const { link, applicationId } = await site.invite();
      const reply = await site.post(`${link}&page=${page}`, { 'f.email': 'ada@example.com', ...entries, go: 'next' });
      assert.equal(reply.status, 422);
      assert.match(reply.text, /<title>Error: /);
      assert.match(reply.text, /role="alert"/);
      assert.match(reply.text, says);
      assert.match(reply.text, keeps);
      const { fields, answers } = await readProgress(site.db, applicationId);
      assert.ok(fields.some((field) => field.value === 'ada@example.com'));
      assert.deepEqual(answers, []);
    });
  }

  it('leads from the submission to the first page with something missing, and lists all of it', async () => {
    const { link } = await site.invite();
    const refused = await site.post(`${link}&page=3`, { 'f.shift': 'late', 'q.1': '1', go: 'submit' });
    assert.deepEqual([refused.status, refused.location], [303, `${link}&page=1&check=1#errors`]);
    const { text } = await site.get(refused.location!);
    assert.match(text, /id="errors" role="alert" tabindex="-1"/);
    assert.match(text, /<a href="#q-2"><bdi>Question 2<\/bdi>: <bdi lang="en" dir="ltr">Question 2\?<\/bdi><\/a>/);
    assert.match(text, /<a href="app_link\.html\?[^"]*page=2&amp;check=1#q-4"><bdi>Question 4<\/bdi>/);
    assert.ok(!text.includes('Question 3<'), 'it is optional');
    assert.match(text, /data-item="q\.2"[^>]*aria-invalid="true"/);
    const fields = await site.post(`${(await site.invite()).link}&page=3`, { go: 'submit' });
    assert.match(fields.location!, /page=0&check=1#errors$/);
    assert.match(
      (await site.get(fields.location!)).text,
      /<a href="#f-3"><bdi>Shift<\/bdi>: Please fill this in\.<\/a>/,
    );
  });

  it('says so on a page, and leaves all as it is, where an order leaves no room for the candidate’s fields', async () => {
    // These are as many fields as an application can have. The page's own field would be one too many.
    const fields = Array.from({ length: 200 }, (_, n) => ({ name: `f${n}`, value: 'x' }));
    const { link, applicationId } = await site.invite({ fields });
    await site.post(saveLinkOf(link), ALL_ENTRIES);
    const refused = await site.post(`${link}&page=3&language_id=ara`, { go: 'submit' });
    assert.equal(refused.status, 422);
    assert.match(refused.text, /<html lang="ar" dir="rtl">[^]*تعذّر إرسال إجاباتك/);
    assert.equal((await readProgress(site.db, applicationId)).answers.length, 4);
    const line = site.log.findLast(({ msg }) => msg === 'submission refused')!;
    assert.equal(line.reason, 'invalid-parameter');
    assert.match(String(line.request_id), /./);
  });

  const refused: { name: string; body: string; type?: string; status: number }[] = [
    { name: 'a choice that is not offered', body: 'q.1=6', status: 400 },
    { name: 'a choice that is no number', body: 'q.1=constructor', status: 400 },
    { name: 'a name that occurs twice', body: 'q.1=1&q.1=2', status: 400 },
    { name: 'more entries than a page has', body: `q.1=1&${'x=&'.repeat(1000)}`, status: 400 },
    { name: 'JSON', body: '{"q.1": 1}', type: 'application/json', status: 400 },
    { name: 'another charset', body: 'q.1=1', type: 'application/x-www-form-urlencoded; charset=x', status: 415 },
    { name: 'more than a page can hold', body: `q.4=${'x'.repeat(600_000)}`, status: 413 },
  ];
  for (const { name, body, type = 'application/x-www-form-urlencoded', status } of refused) {
    it(`refuses ${name}`, async () => {
      const { link, applicationId } = await site.invite();
      const init = { method: 'POST', headers: { 'content-type': type }, body };
      const page = await site.send(`${link}&page=1`, init);
      assert.equal(page.status, status);
      assert.match(page.text, /<h1>That did not work<\/h1>/);
      assert.equal((await site.send(saveLinkOf(link), init)).status, status);
      assert.deepEqual((await readProgress(site.db, applicationId)).answers, []);
    });
  }

  it('answers an address that can not be decoded, and logs no fault', async () => {
    const lines = site.log.length;
    const { status, text } = await site.get('/app_link/assets/%FF');
    assert.equal(status, 400);
    assert.match(text, /<h1>That did not work<\/h1>/);
    assert.deepEqual(
      site.log.slice(lines).filter(({ msg }) => msg === 'failed'),
      [],
    );
  });

  it('passes over names that it does not ask for', async () => {
    const { link, applicationId } = await site.invite();
    const body = 'q.99=1&f.other=2&__proto__=3&toString=4&q.1=1&go=next';
    assert.equal((await site.post(`${link}&page=1`, body)).status, 303);
    const { answers, fields } = await readProgress(site.db, applicationId);
    assert.deepEqual({ answers, fields }, { answers: [{ q: '1', a: 1 }], fields: [] });
  });

  it('shows no answer in the log when the database fails', async () => {
    const { link } = await site.invite();
    await writeStatement(site.db, (to) => to.schema.renameTable('questionnaire_progress', 'elsewhere'));
    try {
      const failed = await site.post(`${link}&page=1`, { ...ALL_ENTRIES, go: 'next' });
      assert.equal(failed.status, 500);
      assert.match(failed.text, /<h1>Something went wrong<\/h1>/);
      assert.doesNotMatch(failed.text, /elsewhere|questionnaire_progress/);
    } finally {
      await writeStatement(site.db, (to) => to.schema.renameTable('elsewhere', 'questionnaire_progress'));
    }
    const written = JSON.stringify(site.log);
    assert.match(written, /"failed"/);
    assert.doesNotMatch(written, /Because|night/);
  });
});

describeOnEachDatabase('a position that asks for as many fields as it may', (create) => {
  it('can be sent by a candidate of whom nothing is known', async () => {
    const schema = JSON.parse(readFileSync(join(packageRoot(), 'engine/position/position.schema.json'), 'utf8')) as {
      properties: { custom_fields: { maxItems: number } };
    };
    const names = Array.from({ length: schema.properties.custom_fields.maxItems }, (_, n) => `field${n}`);
    const who = { mandatory: true, partner: false, applicant: true };
    const customFields = names.map((aname) => ({ aname, caption: {}, ...who }));
    const site = await startSite((await create()).db, { customFields });
    try {
      const { link } = await site.invite();
      const entries = Object.fromEntries(names.map((name) => [`f.${name}`, 'x']));
      const known = { 'f.app_full_name': 'Ada Lovelace', 'f.email': 'ada@example.com' };
      await site.post(`${link}&page=0`, { ...entries, ...known, go: 'next' });
      assert.equal((await site.post(`${link}&page=1`, { go: 'submit' })).location, link);
      assert.match((await site.get(link)).text, /<h1>Thank you<\/h1>/);
    } finally {
      await site.close();
    }
  });
});

describe('the hosted questionnaire without its database', () => {
  it('asks to come back, in the visitor’s language', async () => {
    const db = connect('mysql://nobody@127.0.0.1:1/none');
    const gateway = await startGateway(db);
    try {
      const link = `http://127.0.0.1:${gateway.port}/app_link/app_link.html?app_link=AAAAAAAAAAAAAAAAAAAAAA`;
      const reply = await fetch(`${link}&language_id=fra`);
      assert.equal(reply.status, 503);
      assert.match(reply.headers.get('retry-after')!, /^\d+$/);
      const text = await reply.text();
      assert.match(text, /<html lang="fr" dir="ltr">/);
      assert.match(
        text,
        /<a class="button" href="\?app_link=AAAAAAAAAAAAAAAAAAAAAA&amp;language_id=fra">Réessayer<\/a>/,
      );
    } finally {
      await gateway.close();
      await db.destroy();
    }
  });
});
