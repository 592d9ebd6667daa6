import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { type Page } from 'playwright-core';
import { findPositionContent, listAssignedPositions } from '../../../db/positions/positions.js';
import { demoPositionPaths, loadDemoPositions } from '../../../src/demo/demo-positions.js';
import { waitUntil } from '../../support/wait-until.js';
import { describeConsole } from './describe-console.js';
import { lookAt } from './look-at.js';

const DEMO = readFileSync(demoPositionPaths()[0]!, 'utf8');

describeConsole('the positions in the console', (world) => {
  const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
  const file = (page: Page) => page.getByLabel('The file', { exact: true });
  const choose = (page: Page, name: string, text: string | Buffer) =>
    page.getByLabel('Choose a file').setInputFiles({ name, mimeType: 'application/yaml', buffer: Buffer.from(text) });
  const select = (page: Page) =>
    page.evaluate<[number, number]>(
      '[document.activeElement.selectionStart, document.activeElement.value.slice(0, document.activeElement.selectionStart).split("\\n").length]',
    );

  it('are listed, and each has a screen that leads to its applications', async () => {
    const watched = await world.enter('/positions', 'viewer');
    const { page } = watched;
    await page.getByText('There are no positions yet.').waitFor();
    const { positionId } = await world.seed.partner();
    await world.seed.position([], { aname: 'Pilot' });
    await page.reload();
    await page.getByText('nobody may order it').waitFor();
    await lookAt(watched, 'positions');
    await page.getByRole('link', { name: 'Customer Service', exact: true }).click();
    await page.waitForURL(`**/positions/${positionId}`);
    assert.equal(await button(page, /Retire|Take away|Find/).count(), 0);
    await page.getByRole('main').getByRole('link', { name: 'Applications' }).click();
    await page.waitForURL(`**/applications?position=${positionId}`);
  });

  it('are imported from a file after a check that leads to the line of each fault', async () => {
    const watched = await world.enter('/positions/import');
    const { page } = watched;
    await page.getByText('Or type or paste it below.').waitFor();
    await lookAt(watched, 'position-import-empty');
    await choose(page, 'latin.yaml', Buffer.from([0x61, 0xe9]));
    await page.getByText('latin.yaml is not UTF-8 text.').waitFor();
    const broken = DEMO.replace('languages:\n  - eng\n', 'languages:\n  - eng\n  - xx\n');
    await choose(page, 'broken.yaml', broken);
    await button(page, 'Check').click();
    await page.getByText('/languages/1').waitFor();
    await lookAt(watched, 'position-import-faults');
    await page.getByRole('button', { name: /^line/ }).first().click();
    const [at, line] = await select(page);
    assert.match(broken.slice(at), /^xx\n/);
    assert.equal(line, broken.slice(0, broken.indexOf('xx\n')).split('\n').length);

    await file(page).fill('aname: 5\n');
    await page.getByText('The file has changed since it was checked.').waitFor();
    await page.getByRole('link', { name: 'Accounts', exact: true }).click();
    await page.getByText('Not saved yet: the position file').waitFor();
    await page.getByRole('link', { name: 'Back to the position file' }).click();
    assert.equal(await file(page).inputValue(), 'aname: 5\n');

    const fields = 'custom_fields: [{ aname: nights, applicant: true, type: number }]\n';
    await choose(page, 'demo.yaml', DEMO + fields);
    await page.getByText('Put demo.yaml in place of what is below?').waitFor();
    await button(page, 'Put it in place').click();
    assert.equal(await button(page, 'Import').count(), 0);
    await file(page).focus();
    await page.keyboard.press('Control+s');
    await page.getByText('It adds a new position').waitFor();
    await lookAt(watched, 'position-import-clean');
    await page.keyboard.press('Control+s');
    await page.getByText('None yet. Assign an account').waitFor();
    await page.getByRole('row', { name: 'nights – number candidate no' }).waitFor();
    await lookAt(watched, 'position-new');
  });

  it('are assigned, and changed as a file whose earlier versions stay', async () => {
    const positionId = await world.seed.position([], { aname: 'Team Leader' });
    const accountId = await world.seed.account({ name: `Borg ${positionId}`, config: 'ver|1|rdc|overall' });
    const watched = await world.enter(`/positions/${positionId}`);
    const { page } = watched;
    await page.getByLabel('Name or id of an account').fill(`Borg ${positionId}`);
    await page.keyboard.press('Enter');
    await button(page, `Assign to Borg ${positionId}`).click();
    await page.getByRole('link', { name: `Borg ${positionId}` }).waitFor();
    assert.equal((await listAssignedPositions(world.db, accountId)).length, 1);

    await page.getByRole('link', { name: 'Change as a file…' }).click();
    await waitUntil('the file', async () => (await file(page).inputValue()).includes('Team Leader'));
    await choose(page, 'new.yaml', `position_id: "${positionId}"\n${DEMO}`);
    await button(page, 'Put it in place').click();
    await button(page, 'Check').click();
    await page.getByText(`It makes version 2 of position ${positionId}`).waitFor();
    await button(page, 'Import').click();
    await page.getByText('This is version').waitFor({ state: 'detached' });
    await page.getByRole('link', { name: 'Version 2', exact: true }).waitFor();
    await page.getByRole('link', { name: 'Version 1', exact: true }).click();
    await page.getByText('This is version 1.').waitFor();
    await lookAt(watched, 'position-old-version');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Export version 1' }).click(),
    ]);
    assert.equal(download.suggestedFilename(), `position-${positionId}-version-1.yaml`);
    await page.getByRole('link', { name: 'Show the newest version' }).click();
    await page.getByText('This is version 1.').waitFor({ state: 'detached' });
  });

  it('are taken away with a warning of what gets lost, retired and restored', async () => {
    const accountId = await world.seed.account({ name: 'Borg', config: 'ver|1|rdc|overall' });
    const { customFields: _, ...content } = loadDemoPositions()[0]!;
    const positionId = await world.seed.position([accountId], content);
    const watched = await world.enter(`/positions/${positionId}`);
    const { page } = watched;
    await button(page, 'Take away… from Borg').click();
    await lookAt(watched, 'position-take-away');
    await button(page, 'Take it away').click();
    await page.getByText('no position of the account has this reducer any more').waitFor();
    await button(page, 'Retire…').click();
    await button(page, 'Retire').last().click();
    await button(page, 'Restore').waitFor();
    await page.getByText('No account may order it.').waitFor();
    await lookAt(watched, 'position-retired');
    await button(page, 'Restore').click();
    await button(page, 'Retire…').waitFor();
    await page.getByText('None yet. Assign an account').waitFor();
  });

  it('say who was first when two import a version, and lose nothing that was typed', async () => {
    const positionId = await world.seed.position([], { aname: 'Sales' });
    const text = (aname: string) => `position_id: ${positionId}\naname: ${aname}\nlanguages: [eng]\n`;
    const watched = await world.enter('/positions/import');
    const other = (await world.enter('/positions/import')).page;
    for (const [page, aname] of [[watched.page, 'Mine'], [other, 'Theirs']] as const) {
      await file(page).fill(text(aname));
      await button(page, 'Check').click();
      await button(page, 'Import').waitFor();
    } // prettier-ignore
    await button(other, 'Import').click();
    await other.waitForURL(`**/positions/${positionId}`);
    const { page } = watched;
    await button(page, 'Import').click();
    await page.getByText('has imported another version meanwhile.').waitFor();
    await lookAt(watched, 'position-import-late');
    assert.equal(await file(page).inputValue(), text('Mine'));
    assert.equal((await findPositionContent(world.db, positionId))!.content.aname, 'Theirs');
  });

  it('are shown as candidates see them, in each language and page by page, in a frame that runs nothing', async () => {
    const { positionId } = await world.seed.partner();
    const watched = await world.enter(`/positions/${positionId}`, 'viewer');
    const { page } = watched;
    const inside = page.frameLocator('iframe');
    await inside.getByRole('heading', { name: 'Customer Service' }).waitFor();
    await page.getByLabel('Language').selectOption('fra');
    await page.waitForURL('**language=fra');
    await inside.getByText('Commencer').click();
    await inside.getByRole('link', { name: 'Enregistrer et revenir' }).waitFor();
    await page.getByLabel('As wide as a phone').check();
    await lookAt(watched, 'position-preview');
    assert.equal((await world.db('questionnaire_progress').select()).length, 0);
  });

  it('are checked, but not imported, by who is no admin, and assigned on the screen of an account by one', async () => {
    const watched = await world.enter('/positions/import', 'operator');
    const { page } = watched;
    await page.getByText('Importing it needs the role admin, and yours is operator.').waitFor();
    await file(page).fill('aname: Checked\nlanguages: [eng]\n');
    await button(page, 'Check').click();
    await page.getByText('It adds a new position, Checked.').waitFor();
    assert.equal(await button(page, 'Import').count(), 0);
    await lookAt(watched, 'position-import-operator');

    const positionId = await world.seed.position([], { aname: 'Only here' });
    const accountId = await world.seed.account();
    const admin = (await world.enter(`/accounts/${accountId}`)).page;
    await admin.getByLabel('Another position').selectOption(positionId);
    await button(admin, 'Assign').click();
    await admin.getByRole('link', { name: 'Only here' }).waitFor();
    await button(admin, 'Take away… Only here').click();
    await button(admin, 'Take it away').click();
    await admin.getByText('its partner can order nothing').waitFor();
  });
});
