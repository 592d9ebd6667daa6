import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { type Page } from 'playwright-core';
import { connect } from '../../db/connection/connect.js';
import { writeStatement } from '../../db/connection/transaction.js';
import { DEMO_ACCOUNT_ID } from '../../src/demo/demo.js';
import { type WatchedPage, withBrowser } from '../support/browser.js';
import { pathOf } from '../support/operation-path.js';
import { type GatewayProcess, makeFolder, startProcess } from '../support/process.js';
import { waitUntil } from '../support/wait-until.js';

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const ACCOUNT = { account_id: DEMO_ACCOUNT_ID };

interface Made {
  application_id: string;
  app_link_full: string;
}

/** From the order to the report, with the real server as a process and with an endpoint of a partner that listens. */
withBrowser('the whole loop', (open) => {
  let gateway: GatewayProcess;
  let databaseUrl: string;
  let removeFolder: () => Promise<void>;
  let partner: Server;
  const heard: { url: string; body: string }[] = [];

  before(async () => {
    const { folder, remove } = await makeFolder();
    removeFolder = remove;
    databaseUrl = `sqlite:${folder}/pop.sqlite`;
    gateway = await startProcess({
      DATABASE_URL: databaseUrl,
      DEMO: '1',
      DEMO_PASSWORD: 'demo-pass',
      NOTIFY_ALLOW_CIDRS: '127.0.0.0/8',
      OUTBOX_DIR: `${folder}/outbox`,
    });
    partner = createServer((req, res) => {
      req.setEncoding('utf8');
      let body = '';
      req
        .on('data', (text: string) => (body += text))
        .on('end', () => {
          heard.push({ url: req.url ?? '', body });
          res.end();
        });
    }).listen(0, '127.0.0.1');
    await once(partner, 'listening');
  });

  after(async () => {
    await gateway.stop();
    partner.closeAllConnections();
    partner.close();
    await removeFolder();
  });

  async function ask<Answer>(method: string, path: string, body?: object): Promise<{ status: number; body: Answer }> {
    const reply = await fetch(gateway.url + path, {
      method,
      headers: {
        authorization: `Basic ${Buffer.from('demo-partner:demo-pass').toString('base64')}`,
        'content-type': 'application/json',
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    return { status: reply.status, body: (await reply.json()) as Answer };
  }

  async function order(): Promise<Made> {
    const { port } = partner.address() as AddressInfo;
    const { status, body } = await ask<Made>('POST', pathOf('createApplication', ACCOUNT), {
      position_id: '2',
      app_url: `http://127.0.0.1:${port}/done/[___APP_ID___]`,
      fields: [
        { n: 'app_full_name', v: 'Ada Lovelace' },
        { n: 'email', v: 'ada@example.com' },
        { n: 'job_requisition', v: 'R-17' },
      ],
    });
    assert.equal(status, 201);
    return body;
  }

  const heardOf = ({ application_id: id }: Made) => heard.filter(({ url }) => url === `/done/${id}`);

  it('leads from an order over answers in two languages on two devices to notification, score and report', async () => {
    const made = await order();
    const phone = await open(PHONE);
    await phone.page.goto(made.app_link_full);
    await phone.page.getByLabel(/experience/).fill('7');
    await phone.page.getByRole('button', { name: 'Begin' }).click();
    const pages = await answerPage(phone.page, 1, /^Page 1 of (\d+)$/, 'Save and continue');
    await answerPage(phone.page, 2, /^Page 2 of/, 'Save and continue');
    await phone.page.getByRole('heading', { name: 'Page 3 of' }).waitFor();

    const desk = await open({ viewport: { width: 1280, height: 800 } });
    await desk.page.goto(`${made.app_link_full}&language_id=fra`);
    for (let page = 3; page <= pages; page++) {
      await answerPage(desk.page, page, new RegExp(`^Page ${page} sur`), /^Enregistrer et continuer$/);
    }
    await desk.page.locator('button[value=submit]').click();
    await desk.page.getByRole('heading', { name: /Merci/ }).waitFor();

    await waitUntil('the notification', () => heardOf(made)[0]);
    await readScoreAndReport(made, desk);
    assert.deepEqual(desk.complaints, []);

    // The other device still shows the page where it was.
    await phone.page.getByRole('button', { name: 'Save and continue' }).click();
    await phone.page.getByRole('heading', { name: 'Thank you' }).waitFor();
    assert.equal(heardOf(made).length, 1);
  });

  async function readScoreAndReport(made: Made, { page }: WatchedPage): Promise<void> {
    const application = { ...ACCOUNT, application_id: made.application_id };
    const scorePath = pathOf('getScore', application, 'language_id=fra&show_traits=true');
    const { body: score } = await ask<Record<string, unknown>>('GET', scorePath);
    assert.equal(score.main_score_found, true);
    const { body: detail } = await ask<{ rep_link_full: string; rep_link_full_acc: string }>(
      'GET',
      pathOf('getApplication', application),
    );
    await page.goto(`${detail.rep_link_full}&language_id=fra`);
    await page.getByRole('heading', { name: 'Ada Lovelace' }).waitFor();
    const text = await page.locator('main').innerText();
    assert.ok(text.includes(String(score.score_text)), text);
    for (const { caption_tr: caption } of score.traits as { caption_tr: string }[]) assert.ok(text.includes(caption));
    assert.equal(text.includes('R-17'), false);
    await page.goto(detail.rep_link_full_acc);
    assert.ok((await page.locator('main').innerText()).includes('R-17'));
  }

  it('takes one submission of two at the same instant, and tells the partner once', async () => {
    const made = await order();
    const first = await open(PHONE);
    await first.page.goto(made.app_link_full);
    await first.page.getByLabel(/experience/).fill('7');
    await first.page.getByRole('button', { name: 'Begin' }).click();
    const pages = await answerPage(first.page, 1, /^Page 1 of (\d+)$/, 'Save and continue');
    for (let page = 2; page <= pages; page++) {
      await answerPage(first.page, page, new RegExp(`^Page ${page} of`), 'Save and continue');
    }
    await first.page.locator('button[value=submit]').waitFor();
    const second = await open(PHONE);
    await second.page.goto(first.page.url());
    await Promise.all([first, second].map(({ page }) => page.locator('button[value=submit]').click()));
    for (const { page } of [first, second]) await page.getByRole('heading', { name: 'Thank you' }).waitFor();
    const path = pathOf('listApplicationNotifications', { ...ACCOUNT, application_id: made.application_id });
    const told = async () => (await ask<{ state: string; attempts: unknown[] }>('GET', path)).body;
    await waitUntil('the end of the notification', async () => (await told()).state !== 'live');
    assert.equal((await told()).attempts.length, 1);
    assert.equal(heardOf(made).length, 1);
  });

  it('tells a candidate who comes too late, and takes nothing any more', async () => {
    const made = await order();
    const { page } = await open(PHONE);
    await page.goto(made.app_link_full);
    await page.getByLabel(/experience/).fill('7');
    const db = connect(databaseUrl);
    await writeStatement(db, (to) =>
      to('applications')
        .where({ id: made.application_id })
        .update({ expires_ms: Date.now() - 1 }),
    );
    await db.destroy();
    await page.getByRole('button', { name: 'Begin' }).click();
    await page.getByRole('heading', { name: /expired|no longer|too late|over/i }).waitFor();
    assert.equal((await page.request.get(made.app_link_full)).status(), 410);
    const app_link = new URL(made.app_link_full).searchParams.get('app_link')!;
    const late = await ask<{ error_code: number }>('POST', pathOf('submitAnswers', { app_link }), { answers: [] });
    assert.deepEqual([late.status, late.body.error_code], [410, 15]);
    assert.deepEqual(heardOf(made), []);
  });
});

/** Answers every question of a page and goes on. Returns the number in the heading's match, if there is one. */
async function answerPage(page: Page, number: number, heading: RegExp, onward: string | RegExp): Promise<number> {
  const title = page.getByRole('heading', { level: 1, name: heading });
  await title.waitFor();
  for (const [index, group] of (await page.getByRole('radiogroup').all()).entries()) {
    const choices = await group.getByRole('radio').all();
    await choices[(number + index) % 5]!.check();
  }
  for (const box of await page.getByRole('textbox').all()) await box.fill('I listened first.');
  const pages = Number(heading.exec(await title.innerText())?.[1]);
  await page.getByRole('button', { name: onward }).click();
  return pages;
}
