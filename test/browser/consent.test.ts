import assert from 'node:assert/strict';
import { readProgress } from '../../db/applications/questionnaire-progress.js';
import { findConsent } from '../../db/privacy/consents.js';
import { languageOf } from '../../engine/languages/languages.js';
import { type Site, startSite } from '../routes/pages/candidate-site.js';
import { withBrowser } from '../support/browser.js';
import { sqlite, type TestDatabase } from '../support/databases.js';
import { SAMPLE_POSITION } from '../support/sample-position.js';
import { setPrivacy } from '../support/set-privacy.js';
import { axeFaults, takePicture } from './looks.js';

const LANGUAGES = ['eng', 'fra', 'spa', 'ara'];
const TEXT = 'We keep your answers for a year. Nobody but the people who choose a candidate reads them.\n\n'.repeat(12);
const WIDE = { viewport: { width: 1280, height: 800 } };

withBrowser('the consent of a candidate in a browser', (open) => {
  let database: TestDatabase;
  let site: Site;

  before(async () => {
    database = await sqlite.create();
    site = await startSite(database.db, { ...SAMPLE_POSITION, languages: LANGUAGES });
    const notices = { eng: { text: TEXT }, fra: { url: 'https://partner.example.com/privacy' } };
    await setPrivacy(site.db, site.partner.accountId, { notices, asksConsent: true });
  });
  after(async () => {
    await site.close();
    await database.close();
  });

  for (const javaScriptEnabled of [true, false]) {
    it(`is asked before anything is sent, and begins the questionnaire (JavaScript ${javaScriptEnabled ? 'on' : 'off'})`, async () => {
      const invited = await site.invite();
      const { page, complaints } = await open({ ...WIDE, javaScriptEnabled });
      const kept = () => readProgress(site.db, invited.applicationId);
      await page.goto(site.origin + invited.link);
      await page.getByLabel('Shift').fill('night');
      await page.getByRole('button', { name: 'Begin' }).click();
      const alert = page.getByRole('alert');
      await alert.getByRole('link', { name: 'Your data: Please read this and agree' }).click();
      assert.equal(await page.evaluate('document.activeElement.id'), 'consent');
      assert.deepEqual((await kept()).fields, []);
      assert.equal(await page.getByLabel('Shift').inputValue(), 'night');
      await page.getByRole('checkbox', { name: 'I have read this and agree.' }).check();
      await page.getByRole('button', { name: 'Begin' }).click();
      await page.getByRole('heading', { name: 'Page 1 of 2' }).waitFor();
      assert.deepEqual((await kept()).fields, [{ name: 'shift', value: 'night' }]);
      assert.equal((await findConsent(site.db, invited.applicationId))!.version, 1);
      // Browsers report a page with status 422 as one that failed to load.
      assert.deepEqual(
        complaints.filter((one) => !one.includes('422')),
        [],
      );
    });
  }

  for (const width of [360, 1280]) {
    for (const languageId of LANGUAGES) {
      it(`can be read and given by everybody (${languageId}, ${width} px wide)`, async () => {
        const invited = await site.invite();
        const { page } = await open({ viewport: { width, height: 800 }, bypassCSP: true });
        await page.goto(`${site.origin + invited.link}&language_id=${languageId}`);
        await takePicture(page, `consent-${languageId}-${width}`);
        await page.locator('button.primary').click();
        await page.getByRole('alert').getByText(languageOf(languageId).pages.mustAgree).waitFor();
        await takePicture(page, `consent-${languageId}-${width}-fault`);
        assert.ok(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'), 'nothing overflows');
        assert.deepEqual(await axeFaults(page), []);
      });
    }
  }
});
