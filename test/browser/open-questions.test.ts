import assert from 'node:assert/strict';
import { type Page } from 'playwright-core';
import { type PositionContent } from '../../engine/position/position.js';
import { type Site, startSite } from '../routes/pages/candidate-site.js';
import { withBrowser } from '../support/browser.js';
import { sqlite, type TestDatabase } from '../support/databases.js';
import { SAMPLE_POSITION } from '../support/sample-position.js';

const [sample] = SAMPLE_POSITION.questionnaire.questions;

/** A questionnaire of 120 questions. Their words are long, so each has several lines on a phone. */
const LONG: PositionContent = {
  ...SAMPLE_POSITION,
  customFields: [],
  questionnaire: {
    ...SAMPLE_POSITION.questionnaire,
    questionsPerPage: 6,
    questions: Array.from({ length: 120 }, (_, index) => ({
      ...sample!,
      q: String(index + 1),
      text: { eng: `Statement ${index + 1}: ${'I finish what I have begun, and '.repeat(6)}rest.`, ara: 'x' },
    })),
  },
};

withBrowser('what is open in a long questionnaire, in a browser', (open) => {
  let database: TestDatabase;
  let site: Site;

  before(async () => {
    database = await sqlite.create();
    site = await startSite(database.db, LONG);
  });
  after(async () => {
    await site.close();
    await database.close();
  });

  async function sentTooEarly(options: { width: number; javaScriptEnabled: boolean }): Promise<Page> {
    const { link } = await site.invite();
    const { width, javaScriptEnabled } = options;
    const { page } = await open({ viewport: { width, height: 740 }, javaScriptEnabled });
    await page.goto(`${site.origin}${link}&page=21`);
    await page.getByRole('button', { name: 'Send my answers' }).click();
    await page.getByRole('heading', { level: 1, name: 'Page 1 of 20' }).waitFor();
    return page;
  }

  for (const javaScriptEnabled of [true, false]) {
    const how = `JavaScript ${javaScriptEnabled ? 'on' : 'off'}`;

    it(`is listed by page with a count and the question’s own words, in little room (${how})`, async () => {
      const page = await sentTooEarly({ width: 360, javaScriptEnabled });
      const summary = page.getByRole('alert');
      const { height } = (await summary.boundingBox())!;
      assert.ok(height < 2000, `${height} px`);
      assert.equal(await summary.locator('summary').count(), 20);
      assert.match(await summary.locator('summary').first().innerText(), /^Page 1 of 20\s+Still to do: 6$/);
      const links = summary.getByRole('link');
      assert.equal(await links.count(), 6, 'the other pages are folded');
      assert.match(await links.first().innerText(), /^Question 1: Statement 1: I finish .{20,80}…$/);
    });

    for (const width of [320, 1280]) {
      it(`stands in full below the bar after each jump, at ${width} px (${how})`, async () => {
        const page = await sentTooEarly({ width, javaScriptEnabled });
        for (const number of [2, 5, 6]) {
          await page.getByRole('link', { name: `Question ${number}: ` }).click();
          assert.match(page.url(), new RegExp(`#q-${number}$`));
          const bar = (await page.locator('.progress').boundingBox())!;
          const legend = (await page.locator(`#q-${number} legend`).boundingBox())!;
          assert.ok(legend.y >= bar.y + bar.height, `${legend.y} below ${bar.y + bar.height}`);
          assert.ok(legend.y + legend.height <= 740);
        }
        await page.keyboard.press('Tab');
        assert.equal(await page.locator(':focus').getAttribute('id'), 'q-6-1');
        await page.locator('summary').nth(1).click();
        await page.getByRole('link', { name: 'Question 9: ' }).click();
        await page.getByRole('heading', { level: 1, name: 'Page 2 of 20' }).waitFor();
        const legend = page.locator('#q-9 legend');
        await legend.waitFor();
        assert.equal(await page.locator(':focus').getAttribute('id'), 'q-9');
      });
    }
  }

  it('is struck off as it is answered', async () => {
    const page = await sentTooEarly({ width: 1280, javaScriptEnabled: true });
    const summary = page.getByRole('alert');
    await page.locator('#q-2 .choice').first().click();
    await summary.getByRole('link', { name: 'Question 2: ' }).and(page.locator('.done > a')).waitFor();
    assert.match(await summary.locator('summary').first().innerText(), /Still to do: 5$/);
    assert.match(await summary.locator('li.done').innerText(), /answered$/);
    await page.getByText('Answered: 1 of 120').waitFor();
    await page.reload();
    assert.equal(await summary.getByRole('link').count(), 5);
  });
});
