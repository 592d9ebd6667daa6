import assert from 'node:assert/strict';
import { readProgress } from '../../db/applications/questionnaire-progress.js';
import { LANGUAGE_IDS } from '../../engine/languages/languages.js';
import { type Site, startSite } from '../routes/pages/candidate-site.js';
import { withBrowser } from '../support/browser.js';
import { sqlite, type TestDatabase } from '../support/databases.js';
import { SAMPLE_POSITION } from '../support/sample-position.js';
import { TYPED_FIELDS } from '../support/typed-fields.js';
import { axeFaults, takePicture } from './looks.js';

const WIDE = { viewport: { width: 1280, height: 800 } };

withBrowser('custom fields with types in a browser', (open) => {
  let database: TestDatabase;
  let site: Site;

  before(async () => {
    database = await sqlite.create();
    const content = { ...SAMPLE_POSITION, languages: [...LANGUAGE_IDS], customFields: [...TYPED_FIELDS] };
    site = await startSite(database.db, content);
  });
  after(async () => {
    await site.close();
    await database.close();
  });

  for (const javaScriptEnabled of [true, false]) {
    it(`are filled in, kept and taken back (JavaScript ${javaScriptEnabled ? 'on' : 'off'})`, async () => {
      const { link, applicationId } = await site.invite();
      const { page } = await open({ ...WIDE, javaScriptEnabled });
      const kept = async () =>
        Object.fromEntries((await readProgress(site.db, applicationId)).fields.map(({ name, value }) => [name, value]));
      await page.goto(site.origin + link);
      await page.getByLabel('The years').fill('12,5');
      await page.getByLabel('The start').fill('2026-03-31');
      await page.getByLabel('The shift').selectOption('By night');
      await page.getByLabel('The licence').check();
      await page.getByRole('button', { name: 'Begin' }).click();
      await page.getByRole('heading', { name: 'Page 1 of 2' }).waitFor();
      const { years, start, shift, licence } = await kept();
      assert.deepEqual([years, start, shift, licence], ['12.5', '2026-03-31', 'night', 'true']);
      await page.goto(`${site.origin + link}&page=0`);
      assert.equal(await page.getByLabel('The licence').isChecked(), true);
      await page.getByLabel('The licence').uncheck();
      await page.getByRole('button', { name: 'Begin' }).click();
      await page.getByRole('alert').getByRole('link', { name: 'The licence' }).waitFor();
      assert.equal((await kept()).licence, '');
    });
  }

  for (const width of [360, 1280]) {
    for (const languageId of LANGUAGE_IDS) {
      for (const colorScheme of ['light', 'dark'] as const) {
        it(`can be read by everybody, with their faults (${languageId}, ${width} px, ${colorScheme})`, async () => {
          const { link } = await site.invite({ languageId });
          const { page } = await open({ viewport: { width, height: 800 }, colorScheme, bypassCSP: true });
          await page.goto(site.origin + link);
          await page.locator('[name="f.mobile"]').fill('x');
          await page.locator('[name="f.years"]').fill('x');
          await page.locator('button.primary').click();
          await page.getByRole('alert').waitFor();
          await takePicture(page, `typed-${languageId}-${width}-${colorScheme}`);
          assert.ok(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'), 'nothing overflows');
          assert.deepEqual(await axeFaults(page), []);
        });
      }
    }
  }
});
