import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { findIsolation } from '../../src/printing/isolation.js';
import { printPdf } from '../../src/printing/print-pdf.js';
import { packageRoot } from '../../src/document/openapi.js';
import { testApp } from '../support/app.js';
import { findBrowser, withBrowser } from '../support/browser.js';
import { sqlite, type TestDatabase } from '../support/databases.js';
import { pdfLabels, pdfText } from '../support/pdf-labels.js';
import { SAMPLE_POSITION } from '../support/sample-position.js';
import { type Seed, seedOf } from '../support/seed.js';
import { type SeededReport, seedReport } from '../support/seed-report.js';
import { axeFaults, takePicture } from './looks.js';

const OVERLAPS = readFileSync(join(packageRoot(), 'test/browser/in-page/overlaps-in.js'), 'utf8');
const PHONE = { width: 390, height: 844 };
const DESKTOP = { width: 1100, height: 900 };

withBrowser('the report in a browser', (open) => {
  let database: TestDatabase;
  let server: Server;
  let origin: string;
  let report: SeededReport;
  let seed: Seed;
  /** The last page that the printer got. */
  let printed: string;

  before(async () => {
    database = await sqlite.create();
    seed = seedOf(database.db);
    const account = { name: 'Example Stores', config: 'rdc|overall' };
    report = await seedReport({ db: database.db, seed }, { account });
    const program = findBrowser()!;
    const print = printPdf({
      program,
      isolation: await findIsolation({ program }),
      warn: (fields) => console.warn(fields),
    });
    const { app } = testApp(database.db, {
      printPdf: (html, signal) => {
        printed = html;
        return print(html, signal);
      },
    });
    server = createServer(app).listen(0, '127.0.0.1');
    await once(server, 'listening');
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  after(async () => {
    server?.close();
    server?.closeAllConnections();
    await database?.close();
  });

  const show = async (languageId: string, size: { width: number; height: number }) => {
    const { page, complaints } = await open();
    await page.setViewportSize(size);
    await page.goto(origin + report.path('repAcc', { languageId }));
    return { page, complaints };
  };

  for (const languageId of ['eng', 'ara']) {
    for (const [name, size] of Object.entries({ desktop: DESKTOP, phone: PHONE })) {
      it(`has nothing that axe finds and nothing wider than the screen (${languageId}, ${name})`, async () => {
        const { page, complaints } = await show(languageId, size);
        assert.deepEqual(await axeFaults(page), []);
        assert.ok((await page.evaluate<number>('document.documentElement.scrollWidth')) <= size.width);
        assert.deepEqual(complaints, []);
        await takePicture(page, `report-${languageId}-${name}`);
      });
    }
  }

  it('draws bars from the side where one begins to read', async () => {
    const edges = async (languageId: string) => {
      const { page } = await show(languageId, DESKTOP);
      const box = async (selector: string) => (await page.locator(selector).first().boundingBox())!;
      const [track, bar] = [await box('#traits ~ .bars .bar-track'), await box('#traits ~ .bars .bar-value')];
      const score = await box('#traits ~ .bars .bar-score');
      return { left: bar.x - track.x, right: track.x + track.width - bar.x - bar.width, score: score.x - track.x };
    };
    const [english, arabic] = [await edges('eng'), await edges('ara')];
    assert.ok(Math.abs(english.left) < 1 && Math.abs(arabic.right) < 1, JSON.stringify({ english, arabic }));
    assert.ok(english.score > 100 && arabic.score < 10);
  });

  it('says name, score and meaning of each trait as text, in this order', async () => {
    const { page } = await show('eng', DESKTOP);
    assert.deepEqual(
      (await page.locator('#traits ~ .bars li').allTextContents()).map((row) =>
        row
          .trim()
          .split(/\s{2,}/)
          .join('; '),
      ),
      ['Patience; 100; 50 and above Takes the time that is needed.', 'Drive; 8'],
    );
    assert.deepEqual(await page.locator('#traits ~ .note').allInnerTexts(), [
      'Scale from 0 to 100',
      'Scale from 2 to 10',
    ]);
  });

  it('has what a bar means right below it, without an empty line', async () => {
    const { page } = await show('eng', DESKTOP);
    const boxOf = async (selector: string) => (await page.locator(selector).first().boundingBox())!;
    const [bar, meaning] = [await boxOf('.bars li:has(.meaning) .bar'), await boxOf('.meaning > :first-child')];
    const between = meaning.y - (bar.y + bar.height);
    assert.ok(between < meaning.height, `${between} px`);
  });

  it('has room for long names on a narrow telephone: nothing overlaps, nothing is cut or wider than the screen', async () => {
    const long = (n: number) => `${n} ${'Keeps promises that colleagues forgot '.repeat(3)}`.slice(0, 95);
    const content = structuredClone(SAMPLE_POSITION);
    content.traits.forEach((trait, n) => (trait.caption = { eng: long(n), ara: long(n) }));
    content.superTraits.forEach((trait, n) => (trait.caption = { eng: long(n) }));
    content.reducers.forEach((reducer, n) => (reducer.caption = { eng: long(n) }));
    const named = await seedReport({ db: database.db, seed }, { content });
    const { page } = await open();
    await page.setViewportSize({ width: 320, height: 640 });
    await page.goto(origin + named.path('repAcc', { languageId: 'eng' }));
    await takePicture(page, 'report-long-names');
    assert.equal(await page.evaluate('document.documentElement.scrollWidth'), 320);
    for (const row of ['.bars li', '.decisions tbody tr']) {
      const overlaps = await page.evaluate<string[]>(
        `${OVERLAPS}; [...document.querySelectorAll('${row}')].flatMap(overlapsIn)`,
      );
      assert.deepEqual(overlaps, [], row);
    }
    for (const [n] of content.traits.entries())
      assert.equal(
        await page
          .locator('#traits ~ .bars')
          .getByRole('heading', { name: long(n).trim() })
          .isVisible(),
        true,
      );
  });

  it('says the decision in words and in a shape of its own, not by colour alone', async () => {
    const { page } = await show('eng', DESKTOP);
    assert.equal(await page.locator('.verdict strong').innerText(), 'Proceed');
    const shapes = await page.locator('.bands .icon .shape').evaluateAll((all) => all.map((one) => one.outerHTML));
    assert.equal(new Set(shapes).size, 3);
    assert.match(await page.locator('.bands [aria-current=true]').innerText(), /^Proceed.*this candidate$/);
  });

  it('prints without what leads elsewhere, in colour, and breaks no item over two sheets', async () => {
    const { page } = await show('eng', DESKTOP);
    await page.emulateMedia({ media: 'print' });
    assert.ok(!(await page.locator('header').isVisible()));
    const styleOf = (selector: string, property: string) =>
      page.evaluate<string>(`getComputedStyle(document.querySelector('${selector}')).getPropertyValue('${property}')`);
    assert.equal(await styleOf('.bar-value', 'print-color-adjust'), 'exact');
    for (const item of ['.main-score', '.bars li', '.answers li', '.decisions tr', '.fields > div']) {
      assert.equal(await styleOf(item, 'break-inside'), 'avoid', item);
    }
  });

  it('gives the same report as a PDF, saved under a harmless name', async () => {
    const { page } = await show('eng', DESKTOP);
    const [download] = await Promise.all([page.waitForEvent('download'), page.locator('a.pdf').click()]);
    assert.equal(download.suggestedFilename(), 'Sample-Report-Ada-Lovelace.pdf');
    const pdf = readFileSync(await download.path());
    assert.equal(pdf.subarray(0, 5).toString(), '%PDF-');
    const { page: sheet, complaints } = await open();
    await sheet.setContent(printed);
    // The policy within the page allows its own stylesheet.
    const radius = `getComputedStyle(document.querySelector('.report')).borderRadius`;
    assert.equal(await sheet.evaluate<string>(radius), '10px');
    assert.deepEqual(complaints, []);
    if (process.env.SCREENSHOTS) await download.saveAs(join(process.env.SCREENSHOTS, 'report.pdf'));
  });

  for (const languageId of ['eng', 'ara']) {
    it(`numbers every answer of a long questionnaire in the PDF, and cuts no number off (${languageId})`, async () => {
      const { questionnaire } = SAMPLE_POSITION;
      const [question] = questionnaire.questions;
      // As many as a position may have.
      const more = Array.from({ length: 496 }, (_, n) => ({ ...question!, q: `more-${n}`, optional: true }));
      const questions = [...questionnaire.questions, ...more];
      const content = { ...SAMPLE_POSITION, questionnaire: { ...questionnaire, questions } };
      const long = await seedReport({ db: database.db, seed }, { content });
      const reply = await fetch(origin + long.path('repAcc', { languageId, file: 'report.pdf' }));
      const pdf = Buffer.from(await reply.arrayBuffer());
      const sheets = pdf.toString('latin1').match(/\/Type \/Page\b/g)!.length;
      assert.ok(sheets > 5);
      assert.match(pdf.toString('latin1'), languageId === 'ara' ? /NotoSansArabic/ : /NotoSans/, 'its own fonts');
      const named = pdfText(pdf).match(/Ada Lovelace/g)?.length ?? 0;
      if (languageId === 'eng')
        assert.equal(named, sheets + 2, 'each sheet says of whom it is; the cover and the details do, too');
      const numbers = pdfLabels(pdf).map((label) => label.replace(/[ .]/g, ''));
      assert.deepEqual(
        numbers,
        questions.map((_, index) => String(index + 1)),
      );
    });
  }
});
