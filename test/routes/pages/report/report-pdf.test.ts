import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { type ReportPdfParts } from '../../../../routes/pages/report/report-pdf.js';
import { type Gateway, startGateway } from '../../../support/app.js';
import { writeStatement } from '../../../../db/connection/transaction.js';
import { describeOnEachDatabase, type TestDatabase } from '../../../support/databases.js';
import { type Seed, seedOf } from '../../../support/seed.js';
import { type SeededReport, seedReport } from '../../../support/seed-report.js';
import { waitUntil } from '../../../support/wait-until.js';

type Print = NonNullable<ReportPdfParts['printPdf']>;

describeOnEachDatabase('the report as a PDF', (create) => {
  let gateway: Gateway;
  let report: SeededReport;
  let print: Print;

  let db: TestDatabase['db'];
  let seed: Seed;

  before(async () => {
    ({ db } = await create());
    seed = seedOf(db);
    gateway = await startGateway(db, { printPdf: (html, signal) => print(html, signal) });
  });
  // What was printed of a report is kept.
  beforeEach(async () => {
    report = await seedReport({ db, seed }, { application: named('Ада "Lovelace"/..') });
  });

  after(() => gateway?.close());

  const named = (value: string) => ({ fields: [{ name: 'app_full_name', value }] });
  const path = (kind: 'rep' | 'repAcc', languageId = 'eng') => report.path(kind, { languageId, file: 'report.pdf' });
  const get = (address: string) => fetch(`http://127.0.0.1:${gateway.port}${address}`);

  it('is what was printed, to be saved under a harmless name, kept by nobody', async () => {
    print = () => Promise.resolve(Buffer.from('%PDF-1.4'));
    const reply = await get(path('rep'));
    assert.equal(reply.status, 200);
    assert.equal(await reply.text(), '%PDF-1.4');
    assert.equal(reply.headers.get('content-type'), 'application/pdf');
    assert.equal(reply.headers.get('cache-control'), 'no-store');
    assert.equal(
      reply.headers.get('content-disposition'),
      `attachment; filename="Sample-Report-Ada-Lovelace.pdf"; filename*=UTF-8''${encodeURIComponent('Sample-Report-Ада-Lovelace')}.pdf`,
    );
  });

  it('is printed from a page that loads nothing and holds no token', async () => {
    let page = '';
    print = (html) => {
      page = html;
      return Promise.resolve(Buffer.from('%PDF-1.4'));
    };
    await get(path('repAcc', 'ara'));
    assert.match(page, /<html lang="ar" dir="rtl">/);
    const loaded = [...page.matchAll(/(?:href|src)="([^"]*)"/g)].map(([, address]) => address!.slice(0, 21));
    const inside = 'data:text/css;base64,';
    assert.deepEqual(loaded, [inside, inside, inside, '#content']);
    const [fonts] = [...page.matchAll(/base64,([^"]*)"/g)].slice(-1);
    const named = Buffer.from(fonts![1]!, 'base64')
      .toString()
      .match(/font-family: '[^']*'/g);
    assert.deepEqual(new Set(named), new Set(["font-family: 'Noto Sans'", "font-family: 'Noto Sans Arabic'"]));
    for (const token of Object.values(report.tokens)) assert.ok(!page.includes(token));
  });

  it('is printed under a policy of its own, which allows its stylesheet only', async () => {
    let page = '';
    print = (html) => {
      page = html;
      return Promise.resolve('failed');
    };
    await get(path('rep'));
    const policy = `<meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;; style-src data:; img-src data:; font-src data:" />`;
    const [at, stylesheet] = [page.indexOf(policy), page.indexOf('<link')];
    assert.ok(at > 0 && at < stylesheet, page.slice(0, 500));
  });

  it('is not printed for HEAD', async () => {
    print = () => assert.fail('it was printed');
    const { status, headers } = await fetch(`http://127.0.0.1:${gateway.port}${path('rep')}`, { method: 'HEAD' });
    assert.equal(status, 200);
    assert.equal(headers.get('content-type'), 'application/pdf');
    assert.match(headers.get('content-disposition')!, /^attachment; filename=/);
  });

  it('is printed once for who asks twice, and one at a time for each token', async () => {
    let [prints, finish] = [0, (): void => undefined];
    const finished = new Promise<void>((resolve) => (finish = resolve));
    print = async (html) => {
      prints += 1;
      await finished;
      return Buffer.from(html.includes('Because.') ? 'full' : 'short');
    };
    const first = get(path('rep'));
    await waitUntil('the print', () => prints === 1);
    const [same, account] = [get(path('rep')), get(path('repAcc'))];
    assert.equal((await get(path('rep', 'ara'))).status, 503);
    await waitUntil('the account’s print', () => prints === 2);
    finish();
    const replies = await Promise.all([first, same, account]);
    assert.deepEqual(await Promise.all(replies.map((reply) => reply.text())), ['short', 'short', 'full']);
  });

  it('is kept once it was printed, for this link, this language and what it says now alone', async () => {
    let prints = 0;
    print = () => Promise.resolve(Buffer.from(`print ${(prints += 1)}`));
    const texts = async (...paths: string[]) => {
      const found: string[] = [];
      for (const one of paths) found.push(await (await get(one)).text());
      return found;
    };
    const first = ['print 1', 'print 2', 'print 3'];
    const paths = [path('rep'), path('repAcc'), path('rep', 'ara')];
    assert.deepEqual(await texts(...paths), first);
    assert.deepEqual(await texts(...paths), first);
    const other = await seedReport({ db, seed }, { application: named('Ада "Lovelace"/..') });
    assert.deepEqual(await texts(other.path('rep', { languageId: 'eng', file: 'report.pdf' })), ['print 4']);
    await writeStatement(db, (to) => to('accounts').update({ name: 'Renamed Ltd' }));
    assert.deepEqual(await texts(path('rep')), ['print 5']);
    gateway.clock.now += 60 * 60 * 1000 + 1;
    assert.deepEqual(await texts(path('rep')), ['print 6']);
  });

  it('is printed anew after a print that failed', async () => {
    print = () => Promise.resolve('failed');
    assert.equal((await get(path('rep'))).status, 503);
    print = () => Promise.resolve(Buffer.from('%PDF-1.4'));
    assert.equal((await get(path('rep'))).status, 200);
  });

  it('has the candidate’s answers by the account’s token only', async () => {
    const pages: string[] = [];
    print = (html) => {
      pages.push(html);
      return Promise.resolve('failed');
    };
    await get(path('rep'));
    await get(path('repAcc'));
    assert.deepEqual(
      pages.map((page) => page.includes('Because.')),
      [false, true],
    );
  });

  it('is linked from the report', async () => {
    const text = await (await get(report.path('rep', { languageId: 'ara' }))).text();
    const href = /href="(report\.pdf[^"]*)"/.exec(text)![1]!.replaceAll('&amp;', '&');
    assert.equal(new URL(href, 'http://a/app_link/').searchParams.get('language_id'), 'ara');
  });

  for (const outcome of ['busy', 'failed'] as const) {
    it(`is promised for later, by a page that leads to the report, when printing is ${outcome}`, async () => {
      print = () => Promise.resolve(outcome);
      const reply = await get(path('rep'));
      assert.equal(reply.status, 503);
      assert.equal(reply.headers.get('retry-after'), '5');
      assert.match(reply.headers.get('content-type')!, /^text\/html/);
      assert.equal(reply.headers.get('content-disposition'), null);
      assert.match(await reply.text(), /could not be made just now[^]*href="rep_link\.html\?app_link=/);
    });
  }

  it('is a page that tells nothing when printing breaks unexpectedly', async () => {
    print = () => Promise.reject(new Error('secret'));
    const reply = await get(path('rep'));
    assert.equal(reply.status, 500);
    const text = await reply.text();
    assert.match(text, /<h1>Something went wrong<\/h1>/);
    const line = gateway.log.findLast(({ msg }) => msg === 'failed')!;
    assert.ok(!text.includes('secret') && !JSON.stringify(line).includes('secret'));
  });

  it('is no longer printed once the client has gone', async () => {
    let signal: AbortSignal | undefined;
    print = (_html, given) => {
      signal = given;
      return once(given, 'abort').then(() => 'failed');
    };
    const request = httpRequest({ port: gateway.port, host: '127.0.0.1', path: path('rep') });
    request.on('error', () => undefined).end();
    await waitUntil('the print', () => signal !== undefined);
    request.destroy();
    await waitUntil('the end of the print', () => signal!.aborted);
  });
});
