import assert from 'node:assert/strict';
import { type BrowserContextOptions, type Page } from 'playwright-core';
import { findResult } from '../../db/applications/application-results.js';
import { readProgress } from '../../db/applications/questionnaire-progress.js';
import { type Invited, type Site, startSite } from '../routes/pages/candidate-site.js';
import { withBrowser } from '../support/browser.js';
import { sqlite, type TestDatabase } from '../support/databases.js';
import { SAMPLE_ANSWERS } from '../support/sample-position.js';
import { axeFaults, takePicture } from './looks.js';

const SCREENS: Record<string, BrowserContextOptions> = {
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
  desktop: { viewport: { width: 1280, height: 800 } },
};

withBrowser('the hosted questionnaire in a browser', (open) => {
  let database: TestDatabase;
  let site: Site;
  let invited: Invited;

  before(async () => {
    database = await sqlite.create();
    site = await startSite(database.db);
  });
  after(async () => {
    await site.close();
    await database.close();
  });
  beforeEach(async () => {
    invited = await site.invite();
  });

  const addressOf = (more = '') => site.origin + invited.link + more;

  for (const [screen, options] of Object.entries(SCREENS)) {
    for (const javaScriptEnabled of [true, false]) {
      const settings = { ...options, javaScriptEnabled };
      const how = `${screen}, JavaScript ${javaScriptEnabled ? 'on' : 'off'}`;

      it(`is filled in, left, gone on with elsewhere, and sent (${how})`, async () => {
        const { page, complaints } = await open(settings);
        await page.goto(addressOf());
        await takePicture(page, `questionnaire-${screen}-start`);
        await page.getByLabel('Your full name').fill('Ada Lovelace');
        await page.getByLabel('Shift').fill('night');
        await page.getByRole('button', { name: 'Begin' }).click();
        await choose(page, 'Question 1?', 'choice 5');
        await choose(page, 'Question 2?', 'choice 1');
        await takePicture(page, `questionnaire-${screen}-questions`);
        await page.getByRole('button', { name: 'Save and continue' }).click();
        await page.getByRole('heading', { name: 'Page 2 of 2' }).waitFor();

        const second = await open(settings);
        await second.page.goto(addressOf());
        await second.page.getByRole('heading', { name: 'Page 2 of 2' }).waitFor();
        assert.equal(await second.page.getByRole('progressbar').getAttribute('value'), '2');
        await choose(second.page, 'Question 3?', 'choice 4');
        await second.page.getByRole('textbox', { name: 'Question 4?' }).fill('Because.');
        await second.page.getByRole('button', { name: 'Save and continue' }).click();
        await takePicture(second.page, `questionnaire-${screen}-check`);
        await second.page.getByRole('button', { name: 'Send my answers' }).click();
        await second.page.getByRole('heading', { name: 'Thank you' }).waitFor();
        await takePicture(second.page, `questionnaire-${screen}-done`);
        assert.deepEqual((await findResult(site.db, invited.applicationId))!.answers, SAMPLE_ANSWERS);

        await choose(page, 'Question 3?', 'choice 1');
        // With JavaScript the page finds out by itself when it tries to save.
        if (!javaScriptEnabled) await page.getByRole('button', { name: 'Save and continue' }).click();
        await page.getByRole('heading', { name: 'Thank you' }).waitFor();
        await page.goBack();
        await page.reload();
        await page.getByRole('heading', { name: 'Thank you' }).waitFor();
        assert.deepEqual([...complaints, ...second.complaints].filter(unexpected), []);
      });

      it(`leads to what is missing (${how})`, async () => {
        const { page } = await open(settings);
        const at = (heading: string) => page.getByRole('heading', { level: 1, name: heading }).waitFor();
        await page.goto(addressOf('&page=0'));
        await page.getByRole('button', { name: 'Begin' }).click();
        const alert = page.getByRole('alert');
        await alert.getByRole('link', { name: 'Shift: Please fill this in.' }).click();
        assert.equal(await focused(page), 'f-3');
        await page.goto(addressOf('&page=1'));
        await choose(page, 'Question 1?', 'choice 2');
        const goOn = page.getByRole('button', { name: 'Save and continue' });
        const without = page.getByRole('button', { name: 'Go on without these' });
        await goOn.click();
        await alert.getByRole('link', { name: 'Question 2: Question 2?' }).waitFor();
        assert.equal(await focused(page), 'errors');
        await without.click();
        await at('Page 2 of 2');
        await goOn.click();
        await without.click();
        await at('Check and send');
        await page.getByRole('button', { name: 'Send my answers' }).click();
        await at('Sample');
        assert.equal(await focused(page), 'errors');
        assert.match(await page.title(), /^Error: Sample/);
        await page.getByLabel('Shift').fill('night');
        await page.getByRole('button', { name: 'Begin' }).click();
        await at('Page 1 of 2');
        await page.goto(addressOf('&page=3'));
        await page.getByRole('button', { name: 'Send my answers' }).click();
        await at('Page 1 of 2');
        assert.match(await page.title(), /^Error: Page 1 of 2/);
        assert.equal(await focused(page), 'errors');
        await takePicture(page, `questionnaire-${screen}-errors`);
        await alert.getByRole('link', { name: /Question 2/ }).click();
        assert.equal(await focused(page), 'q-2');
      });

      it(`turns around for Arabic, keeping page and answers (${how})`, async () => {
        const { page, complaints } = await open(settings);
        await page.goto(addressOf('&page=2'));
        await page.getByRole('textbox', { name: 'Question 4?' }).fill('Because.');
        await page.getByRole('button', { name: 'العربية' }).click();
        await page.getByRole('heading', { name: 'الصفحة 2 من 2' }).waitFor();
        assert.equal(await page.locator('html').getAttribute('dir'), 'rtl');
        assert.equal(await page.locator('html').getAttribute('lang'), 'ar');
        assert.equal(await page.locator('textarea').inputValue(), 'Because.');
        const at = async (selector: string) => (await page.locator(selector).first().boundingBox())!.x;
        assert.ok(
          (await at('.choice input')) > (await at('.choice span')),
          'the button stands to the right of its text',
        );
        await takePicture(page, `questionnaire-${screen}-arabic`);
        assert.deepEqual(complaints, []);
      });
    }
  }

  it('is filled in with the keyboard alone', async () => {
    const { page } = await open(SCREENS.desktop);
    await page.goto(addressOf());
    await tabTo(page, 'f-3');
    await page.keyboard.type('late');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Page 1 of 2' }).waitFor();
    for (const id of ['q-1-1', 'q-2-1']) {
      await tabTo(page, id);
      await page.keyboard.press('Space');
      await page.keyboard.press('ArrowDown');
    }
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Page 2 of 2' }).waitFor();
    await tabTo(page, 'q-4-1');
    await page.keyboard.type('one');
    await page.keyboard.press('Enter');
    await page.keyboard.type('two');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Check and send' }).waitFor();
    await tabTo(page, 'submit');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Thank you' }).waitFor();
    const { answers } = (await findResult(site.db, invited.applicationId))!;
    assert.deepEqual(answers, [
      { q: '1', a: 2 },
      { q: '2', a: 2 },
      { q: '4', a: 'one\ntwo' },
    ]);
  });

  it('saves each answer at once, says so, and shows how far it is', async () => {
    const { page } = await open(SCREENS.phone);
    await page.goto(addressOf('&page=1'));
    await choose(page, 'Question 1?', 'choice 3');
    const state = page.getByRole('status');
    await state.getByText('Saved', { exact: true }).waitFor();
    await page.getByText('Answered: 1 of 4').waitFor();
    assert.equal(await page.getByRole('progressbar').getAttribute('value'), '1');
    assert.deepEqual((await readProgress(site.db, invited.applicationId)).answers, [{ q: '1', a: 3 }]);
    await page.goto(addressOf('&page=2'));
    await page.getByRole('textbox').fill('x'.repeat(201));
    await page.getByRole('textbox').blur();
    await page.getByText('This is too long: at most 200 characters.').waitFor();
    await page.getByRole('textbox').fill('x');
    await page.getByRole('textbox').blur();
    await state.getByText('Saved', { exact: true }).waitFor();
    assert.equal(await page.getByText('This is too long').isVisible(), false);
  });

  it('keeps trying while it is offline, and saves what was changed meanwhile', async () => {
    const { page } = await open(SCREENS.phone);
    await page.goto(addressOf('&page=1'));
    await page.context().setOffline(true);
    await choose(page, 'Question 1?', 'choice 3');
    const state = page.getByRole('status');
    await state.getByText('Not sent yet: 1').waitFor();
    await choose(page, 'Question 1?', 'choice 4');
    await choose(page, 'Question 2?', 'choice 1');
    await page.context().setOffline(false);
    await page.getByText('Answered: 2 of 4').waitFor();
    await state.getByText('Saved', { exact: true }).waitFor();
    const { answers } = await readProgress(site.db, invited.applicationId);
    assert.deepEqual(
      new Map(answers.map(({ q, a }) => [q, a])),
      new Map([
        ['1', 4],
        ['2', 1],
      ]),
    );
  });

  it('fits a screen 320 px wide, and asks nobody but its own server, without a Referer', async () => {
    const { page } = await open({ viewport: { width: 320, height: 640 } });
    const headers: Promise<Record<string, string>>[] = [];
    page.on('request', (request) => {
      assert.ok(request.url().startsWith(site.origin), request.url());
      headers.push(request.allHeaders());
    });
    for (const more of ['&page=0', '&page=1&check=1', '&page=2&language_id=ara', '&page=3']) {
      await page.goto(addressOf(more));
      assert.equal(await page.evaluate('document.documentElement.scrollWidth'), 320, more);
    }
    const referers = (await Promise.all(headers)).map(({ referer }) => referer ?? '');
    assert.deepEqual(new Set(referers), new Set(['']));
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    it(`has nothing for axe to find (${colorScheme})`, async () => {
      // Axe is loaded past the policy of the page. Another test is about the policy.
      const { page } = await open({ ...SCREENS.phone, colorScheme, bypassCSP: true });
      const expired = await site.invite({ expiresAt: site.clock.now - 1 });
      const paths = ['&page=0', '&page=1', '&page=2&language_id=ara', '&page=1&check=1', '&page=0&check=1', '&page=3'];
      const addresses = [
        ...paths.map((more) => addressOf(more)),
        site.origin + expired.link,
        `${site.origin}/app_link/app_link.html`,
        `${site.origin}/app_link/lost_link.html?language_id=ara`,
        addressOf().replace('app_link.html', 'reminders.html'),
      ];
      for (const address of addresses) {
        await page.goto(address);
        assert.deepEqual(await axeFaults(page), [], address);
      }
      await page.goto(`${site.origin}/app_link/lost_link.html`);
      await page.getByLabel('Your e-mail address').fill('not an address');
      await page.getByRole('button', { name: 'Send me my link' }).click();
      await page.getByText('Please write the whole address').waitFor();
      assert.deepEqual(await axeFaults(page), []);
      await site.post(`${invited.link}&page=3`, { 'f.shift': 'x', 'q.1': '1', 'q.2': '1', 'q.4': 'x', go: 'submit' });
      await page.goto(addressOf('&language_id=eng'));
      await page.getByRole('heading', { name: 'Thank you' }).waitFor();
      assert.deepEqual(await axeFaults(page), []);
    });
  }
});

// Browsers report in the console that a reply was 422 or came after the end. These reports are expected.
const unexpected = (complaint: string) => !/status of (409|422)|ERR_ABORTED/.test(complaint);

async function choose(page: Page, question: string, choice: string): Promise<void> {
  await page.getByRole('radiogroup', { name: question }).getByText(choice, { exact: true }).click();
}

function focused(page: Page): Promise<string | undefined> {
  return page
    .locator(':focus')
    .getAttribute('id', { timeout: 5000 })
    .then((id) => id ?? undefined);
}

async function tabTo(page: Page, idOrValue: string): Promise<void> {
  for (let presses = 0; presses < 40; presses++) {
    await page.keyboard.press('Tab');
    const [id, value] = await page.evaluate<[string, string]>(
      '[document.activeElement.id, document.activeElement.value]',
    );
    if (id === idOrValue || value === idOrValue) return;
  }
  assert.fail(`the keyboard does not get to ${idOrValue}`);
}
