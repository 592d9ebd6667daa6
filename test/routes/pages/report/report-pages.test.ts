import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { APPLICATION_STATES } from '../../../../engine/application/application-status.js';
import { savePosition } from '../../../../db/positions/positions.js';
import { writeTransaction } from '../../../../db/connection/transaction.js';
import { describeGateway } from '../../../support/gateway.js';
import { SAMPLE_POSITION } from '../../../support/sample-position.js';
import { type ReportOptions, seedReport } from '../../../support/seed-report.js';
import { TEST_NOW } from '../../../support/test-now.js';

describeGateway('the report at its link', (world) => {
  const get = async (path: string, init: RequestInit = {}) => {
    const reply = await fetch(`http://127.0.0.1:${world.port}${path}`, { redirect: 'manual', ...init });
    return { status: reply.status, headers: reply.headers, text: await reply.text() };
  };
  const seedOne = (options?: ReportOptions) => seedReport(world, options);
  const named = (value: string) => ({ fields: [{ name: 'app_full_name', value }] });

  it('says who, for whom and when, the main score, every decision, traits, super traits and what they mean', async () => {
    const report = await seedOne({ account: { name: 'Example Stores' } });
    const { status, headers, text } = await get(report.path('rep'));
    assert.equal(status, 200);
    assert.equal(headers.get('content-type'), 'text/html; charset=utf-8');
    for (const part of [
      '<html lang="en" dir="ltr">',
      '<bdi>Ada Lovelace</bdi>',
      'Sample Report',
      '<bdi>Example Stores</bdi>',
      'March 10, 2026',
      'How this candidate answered.',
      '<strong>Proceed</strong>',
      'Score 100 on a scale from 0 to 100',
      'Weakest',
      'Stoplight',
      '2 of 2 green',
      'Patience',
      'Balance',
      'Takes the time that is needed.',
    ]) {
      assert.ok(text.includes(part), part);
    }
    assert.ok(!text.includes('Tends to hurry.'));
  });

  it('lets nothing leave or stay: policy, referrer, cache', async () => {
    const report = await seedOne();
    const { headers, text } = await get(report.path('rep'));
    assert.match(headers.get('content-security-policy')!, /default-src 'none'.*style-src 'self'/);
    assert.equal(headers.get('referrer-policy'), 'no-referrer');
    assert.equal(headers.get('cache-control'), 'no-store');
    // Only the head of printed sheets is inside of the page, and the policy names it by its hash.
    const [head, style] = /<style>(@page[^<]*)<\/style>/.exec(text)!;
    const hash = createHash('sha256').update(style!).digest('base64');
    assert.ok(headers.get('content-security-policy')!.includes(`style-src 'self' 'sha256-${hash}';`));
    assert.doesNotMatch(text.replace(head, ''), / style=|<style|<script|https?:\/\/(?!www\.w3\.org\/2000\/svg)/);
    assert.doesNotMatch(text, /(?:href|src)="\//);
  });

  it('loads its stylesheet', async () => {
    const { text } = await get((await seedOne()).path('rep'));
    const href = /<link rel="stylesheet" href="([^"]+)"/.exec(text)![1]!;
    const { pathname, search } = new URL(href, 'http://a/app_link/');
    const { status, headers } = await get(pathname + search);
    assert.equal(status, 200);
    assert.equal(headers.get('content-type'), 'text/css; charset=utf-8');
  });

  it('has fields and answers on the account’s report only', async () => {
    const report = await seedOne();
    const [short, full] = [await get(report.path('rep')), await get(report.path('repAcc'))];
    for (const part of ['ada@example.com', 'Question 1?', 'choice 5', 'Because.', 'Shift', 'night']) {
      assert.ok(full.text.includes(part), part);
      assert.ok(!short.text.includes(part), part);
    }
    assert.ok(!short.text.includes(report.tokens.repAcc));
  });

  it('names an optional question that was left out', async () => {
    const answers = [
      { q: '1', a: 5 },
      { q: '2', a: 1 },
      { q: '4', a: 'a' },
    ];
    assert.match(
      (await get((await seedOne({ answers })).path('repAcc'))).text,
      /Question 3\?[^]*No answer[^]*Question 4/,
    );
  });

  const hostile: { name: string; value: string; shown: RegExp }[] = [
    {
      name: 'markup',
      value: '<script>alert(1)</script>',
      shown: /<bdi>&lt;script&gt;alert\(1\)&lt;\/script&gt;<\/bdi>/,
    },
    {
      name: 'quotes',
      value: `"><img src=x onerror='a'>`,
      shown: /<bdi>&quot;&gt;&lt;img src=x onerror=&#39;a&#39;&gt;</,
    },
    {
      name: 'a change of direction',
      value: 'Ada \u202egnp.exe',
      shown: /<title>Ada gnp\.exe – Sample Report<\/title>/,
    },
  ];
  for (const { name, value, shown } of hostile) {
    it(`shows a name that holds ${name} as text`, async () => {
      const report = await seedOne({ application: named(value) });
      const { text } = await get(report.path('repAcc'));
      assert.match(text, shown);
      assert.doesNotMatch(text, /<script|<img/);
    });
  }

  it('escapes what the position and an answer hold', async () => {
    const evil = { eng: '</svg><script>1</script>"&' };
    const content = structuredClone(SAMPLE_POSITION);
    content.traits[0]!.caption = evil;
    content.reportIntroduction = evil;
    const answers = ['1', '2', '3'].map((q): { q: string; a: number | string } => ({ q, a: 1 }));
    const report = await seedOne({ content, answers: [...answers, { q: '4', a: '<b>&' }] });
    const { text } = await get(report.path('repAcc'));
    assert.doesNotMatch(text, /<script|<b>&/);
    assert.ok(text.includes('&lt;b&gt;&amp;'));
  });

  it('speaks each language of the position, the application’s by itself, and leads from one to the other', async () => {
    const report = await seedOne({ application: { languageId: 'ara' } });
    const arabic = await get(report.path('rep'));
    assert.match(arabic.text, /<html lang="ar" dir="rtl">/);
    assert.match(arabic.text, /جميع القرارات/);
    assert.equal((await get(report.path('rep', { languageId: 'zzz' }))).text, arabic.text);
    const english = await get(report.path('rep', { languageId: 'eng' }));
    assert.match(english.text, /<html lang="en" dir="ltr">/);
    const links = [...english.text.matchAll(/href="(rep_link\.html[^"]+)"/g)].map(([, href]) =>
      href!.replaceAll('&amp;', '&'),
    );
    assert.equal(links.length, 2);
    const replies = await Promise.all(links.map((href) => get(`/app_link/${href}`)));
    assert.deepEqual(
      replies.map(({ text }) => /<html lang="(..)"/.exec(text)![1]),
      ['en', 'ar'],
    );
  });

  it('is called in its own language, and a name in another one is marked as such', async () => {
    const reportCaption = { eng: 'What we learned', ara: 'ما تعلمناه' };
    const named = await seedOne({ content: { ...SAMPLE_POSITION, reportCaption } });
    const arabic = (await get(named.path('rep', { languageId: 'ara' }))).text;
    assert.match(arabic, /<title>[^<]* – ما تعلمناه<\/title>[^]*<p class="report-name"><bdi>ما تعلمناه<\/bdi><\/p>/);
    const plain = (await get((await seedOne()).path('repAcc', { languageId: 'ara' }))).text;
    assert.match(plain, /<p class="report-name"><bdi lang="en">Sample Report<\/bdi><\/p>/);
    assert.match(plain, /<p class="written" +lang="en" dir="auto">Because\.<\/p>/, 'what was written in English');
  });

  it('is the same at links of the older form, and leads on from there', async () => {
    const report = await seedOne();
    for (const kind of ['rep', 'repAcc'] as const) {
      const older = await get(report.path(kind, { older: true }));
      assert.deepEqual([older.status, older.text], [200, (await get(report.path(kind))).text]);
      const [, href] = /href="(rep_link\.html[^"]+ara[^"]*)"/.exec(older.text)!;
      assert.match((await get(`/rep_link/${href!.replaceAll('&amp;', '&')}`)).text, /<html lang="ar"/);
      assert.equal((await get(report.path(kind, { older: true, file: 'report.pdf' }))).status, 501);
    }
    assert.equal((await get(report.path('rep', { older: true }), { method: 'POST' })).status, 405);
  });

  it('has no main score where the account names no reducer of the position', async () => {
    for (const config of ['', 'rdc|nothing']) {
      const { status, text } = await get((await seedOne({ account: { config } })).path('rep'));
      assert.equal(status, 200);
      assert.ok(!text.includes('id="main-score"') && text.includes('id="decisions"'), config);
    }
  });

  it('has the main score of the reducer that the position names, where the account names none', async () => {
    const content = { ...SAMPLE_POSITION, mainReducer: 'weakest' };
    const { text } = await get((await seedOne({ account: { config: '' }, content })).path('rep'));
    assert.match(text, /id="main-score"[^]*Weakest[^]*id="decisions"/);
  });

  it('shows the lights where the main score is a stoplight', async () => {
    const { text } = await get((await seedOne({ account: { config: 'rdc|stoplight' } })).path('rep'));
    assert.match(text, /<strong>Green<\/strong>/);
    assert.ok(!text.includes('on a scale from'));
  });

  it('shows an old result as it was, whatever became of the position', async () => {
    const report = await seedOne();
    const before = await get(report.path('repAcc'));
    const content = structuredClone(SAMPLE_POSITION);
    content.traits = [{ ...content.traits[1]!, caption: { eng: 'Renamed' } }];
    content.superTraits = [];
    content.reducers = [];
    await writeTransaction(world.db, (trx) =>
      savePosition(trx, { ...content, reportName: 'New', positionId: report.owner.positionId, now: TEST_NOW }),
    );
    assert.equal((await get(report.path('repAcc'))).text, before.text);
  });

  it('says that there are no scores where an application was completed without answers', async () => {
    const application = { state: APPLICATION_STATES.completed, completedAt: TEST_NOW };
    const { status, text } = await get((await seedOne({ open: true, application })).path('repAcc'));
    assert.equal(status, 200);
    assert.match(text, /there are no scores/);
    assert.ok(text.includes('ada@example.com') && !text.includes('<svg'));
  });

  const unfinished: { name: string; application: ReportOptions['application']; status: number; words: RegExp }[] = [
    { name: 'not completed', application: {}, status: 409, words: /There is no report yet/ },
    { name: 'expired', application: { expiresAt: TEST_NOW }, status: 410, words: /expired before/ },
    {
      name: 'cancelled',
      application: { state: APPLICATION_STATES.cancelled },
      status: 410,
      words: /cancelled before/,
    },
  ];
  for (const { name, application = {}, status, words } of unfinished) {
    it(`says that an application is ${name}, on the page and in place of the PDF`, async () => {
      const report = await seedOne({ open: true, application });
      for (const kind of ['rep', 'repAcc'] as const) {
        for (const file of ['rep_link.html', 'report.pdf']) {
          const reply = await get(report.path(kind, { file }));
          assert.equal(reply.status, status);
          assert.match(reply.text, words);
          // Three letters alone may be part of a random link.
          assert.doesNotMatch(reply.text, /\bAda\b|Lovelace/);
        }
      }
    });
  }

  it('answers what leads nowhere with the same bytes, as the questionnaire does with a form for who has lost a link', async () => {
    const open = await seedOne();
    const over = await seedOne({ open: true, application: { state: APPLICATION_STATES.cancelled } });
    const unknown = await get('/app_link/app_link.html?app_link=AAAAAAAAAAAAAAAAAAAAAA&acc_link=A');
    const unknownReport = await get('/app_link/rep_link.html');
    assert.deepEqual([unknown.status, unknownReport.status], [404, 404]);
    assert.match(unknown.text, /lost_link\.html/);
    assert.doesNotMatch(unknownReport.text, /lost_link\.html/);
    for (const path of [
      '/rep_link/rep_link.html',
      '/app_link/rep_link.html?app_link=AAAAAAAAAAAAAAAAAAAAAA',
      '/rep_link/rep_link.html?rep_link=AAAAAAAAAAAAAAAAAAAAAA',
      '/app_link/rep_link.html?app_link=a&app_link=b',
      '/rep_link/rep_link.html?rep_link=a&rep_link=b',
      '/app_link/report.pdf?app_link=%00',
      `/app_link/rep_link.html?app_link=${open.tokens.app}&acc_link=${open.tokens.acc}`,
      `/app_link/report.pdf?app_link=${open.tokens.app}&acc_link=${open.tokens.acc}`,
      `/rep_link/rep_link.html?rep_link=${open.tokens.app}&acc_link=${open.tokens.acc}`,
      `/app_link/rep_link.html?app_link=${open.tokens.acc}`,
      `/app_link/app_link.html?app_link=${open.tokens.rep}&acc_link=${open.tokens.acc}`,
      `/app_link/app_link.html?app_link=${open.tokens.repAcc}&acc_link=${open.tokens.acc}`,
      over.path('rep', { acc: 'wrong' }),
    ]) {
      const { status, text } = await get(path);
      assert.equal(status, 404, path);
      const isQuestionnaire = path.startsWith('/app_link/app_link.html');
      assert.equal(text, (isQuestionnaire ? unknown : unknownReport).text, path);
    }
  });

  it('says what the operator must set where there is nothing to print with, and does not lead there', async () => {
    const report = await seedOne();
    assert.ok(!(await get(report.path('rep'))).text.includes('report.pdf'));
    const { status, text } = await get(report.path('rep', { file: 'report.pdf' }));
    assert.equal(status, 501);
    assert.match(text, /CHROMIUM_PATH/);
  });

  it('takes no other method', async () => {
    const report = await seedOne();
    const { status, headers } = await get(report.path('rep'), { method: 'POST' });
    assert.equal(status, 405);
    assert.equal(headers.get('allow'), 'GET, HEAD');
  });

  it('leaves no token in the log', async () => {
    const report = await seedOne();
    await get(report.path('repAcc'));
    const line = world.log.findLast(({ operation }) => operation === 'report_page')!;
    assert.equal(line.path, '/app_link/rep_link.html');
    assert.ok(!JSON.stringify(world.log).includes(report.tokens.repAcc));
  });
});
