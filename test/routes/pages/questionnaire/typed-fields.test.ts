import assert from 'node:assert/strict';
import { findApplication } from '../../../../db/applications/applications.js';
import { readProgress } from '../../../../db/applications/questionnaire-progress.js';
import { LANGUAGE_IDS, languageOf } from '../../../../engine/languages/languages.js';
import { describeOnEachDatabase } from '../../../support/databases.js';
import { SAMPLE_POSITION } from '../../../support/sample-position.js';
import { TYPED_FIELDS } from '../../../support/typed-fields.js';
import { ALL_ENTRIES, saveLinkOf, type Site, startSite } from '../candidate-site.js';

const GOOD = {
  ...{ 'f.motto': 'Carpe diem', 'f.years': '12,5', 'f.start': '2026-03-31', 'f.shift': 'night', 'f.licence': 'true' },
  ...{ 'f.mobile': '+44 20 7946 0018', 'f.second': 'ada@example.com', 'box.f.licence': '' },
};
const BAD: Record<string, string> = {
  ...{ 'f.motto': 'Carpe diem!', 'f.years': '61', 'f.start': '2027-01-01', 'f.shift': 'dusk', 'f.licence': 'perhaps' },
  ...{ 'f.mobile': 'call me', 'f.second': 'ada' },
};

describeOnEachDatabase('custom fields with types', (create) => {
  let site: Site;

  before(async () => {
    const content = { ...SAMPLE_POSITION, languages: [...LANGUAGE_IDS], customFields: [...TYPED_FIELDS] };
    site = await startSite((await create()).db, content);
  });
  after(() => site.close());

  it('are asked for with the control that fits', async () => {
    const { text } = await site.get(`${(await site.invite()).link}&page=0`);
    const controls = [
      /<input type="text" inputmode="decimal"[^>]*name="f\.years"/,
      /<input type="date"[^>]*min="2026-01-01"[^>]*max="2026-12-31"[^>]*name="f\.start"/,
      /<select[^>]*name="f\.shift"[^]*<option value=""[^>]*>Please choose<[^]*<option value="night"[^>]*>\s*By night\s*</,
      /<input type="checkbox" value="true"[^>]*name="f\.licence"[^>]*aria-required="true"/,
      /<input type="tel" autocomplete="tel"[^>]*name="f\.mobile"/,
      /<input type="email" autocomplete="email"[^>]*name="f\.second"/,
      /At most 10 characters[^]*name="f\.motto"[^>]*aria-describedby="f-\d-hint f-\d-fault"/,
    ];
    for (const control of controls) assert.match(text, control);
  });

  it('are saved as they are, with a point in numbers, and shown again', async () => {
    const { link, applicationId } = await site.invite();
    const { status } = await site.post(`${link}&page=0`, { ...GOOD, go: 'next' });
    assert.equal(status, 303);
    const saved = new Map((await readProgress(site.db, applicationId)).fields.map(({ name, value }) => [name, value]));
    assert.equal(saved.get('years'), '12.5');
    const { text } = await site.get(`${link}&page=0`);
    assert.match(text, /name="f\.licence"[^>]*checked/);
    assert.match(text, /<option value="night" +selected>/);
    assert.match(text, /name="f\.start"[^>]*value="2026-03-31"/);
  });

  it('know a box that is not ticked from a page that has none', async () => {
    const { link, applicationId } = await site.invite();
    const licence = async () =>
      (await readProgress(site.db, applicationId)).fields.find(({ name }) => name === 'licence')?.value;
    await site.post(`${link}&page=0`, { 'f.licence': 'true', 'box.f.licence': '', go: 'back' });
    await site.post(`${link}&page=0`, { 'f.motto': 'x', go: 'back' });
    assert.equal(await licence(), 'true');
    const open = await site.post(`${link}&page=0`, { 'box.f.licence': '', go: 'next' });
    assert.equal(await licence(), '');
    assert.equal(open.status, 422, 'it is mandatory');
  });

  for (const languageId of LANGUAGE_IDS) {
    it(`say at each field what is wrong with its value (${languageId})`, async () => {
      const { pages: words } = languageOf(languageId);
      const { link } = await site.invite({ languageId });
      const { status, text } = await site.post(`${link}&page=0`, { ...BAD, go: 'next' });
      assert.equal(status, 422);
      const said = [words.tooLong(10), words.notAbove('60'), words.notAChoice, words.notAPhone, words.notAnEmail];
      for (const fault of said) assert.ok(text.includes(`<span class="fault-text">${fault}</span>`), fault);
      assert.equal(text.match(/aria-invalid="true"/g)?.length, Object.keys(BAD).length);
      assert.match(text, /value="61"/, 'what was typed is there');
    });
  }

  it('are refused in an answer to the script too', async () => {
    const { link } = await site.invite();
    const { text } = await site.post(saveLinkOf(link), { 'f.years': 'many', 'f.start': '2025-12-31' });
    const { faults } = JSON.parse(text) as { faults: Record<string, string> };
    assert.deepEqual(faults, {
      'f.years': 'Please write a number in figures, such as 12.5 (decimals: at most 1).',
      'f.start': 'Please choose January 1, 2026 or a later day.',
    });
  });

  it('end in the application and in words in its report', async () => {
    const { link, applicationId } = await site.invite();
    await site.post(`${link}&page=0`, { ...GOOD, go: 'next' });
    const { 'f.shift': _, ...answers } = ALL_ENTRIES;
    await site.post(`${link}&page=1`, { ...answers, go: 'next' });
    await site.post(`${link}&page=2`, { ...answers, go: 'next' });
    await site.post(`${link}&page=3`, { go: 'submit' });
    const { fields, repAccToken, linkToken } = (await findApplication(site.db, applicationId))!;
    assert.deepEqual(
      fields.filter(({ name }) => ['start', 'shift', 'licence', 'years'].includes(name)).map(({ value }) => value),
      ['12.5', '2026-03-31', 'night', 'true'],
    );
    const report = await site.get(`/app_link/rep_link.html?app_link=${repAccToken}&acc_link=${linkToken}`);
    for (const shown of ['March 31, 2026', 'By night', 'Yes']) {
      assert.ok(report.text.includes(`<bdi class="written">${shown}</bdi>`), shown);
    }
  });

  describe('by API', () => {
    const good = {
      motto: 'Carpe diem',
      years: 12.5,
      start: '2026-03-31',
      shift: 'day',
      licence: true,
      mobile: '12345',
    };
    const listed = (values: object) => Object.entries(values).map(([n, v]) => ({ n, v: v as unknown }));

    async function call(path: string, body: object) {
      const { name, password } = site.partner.user;
      const reply = await fetch(site.origin + path, {
        method: 'POST',
        headers: {
          authorization: `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`,
          'content-type': 'application/json',
        },
        body: JSON.stringify(body),
      });
      return { status: reply.status, body: (await reply.json()) as { errors?: { pointer: string; detail: string }[] } };
    }
    const order = (fields: object[]) =>
      call(`/v1/accounts/${site.partner.accountId}/assessments`, { position_id: site.positionId, fields });
    const command = (more: object) =>
      call('/api/1.0', {
        ...{ command: 'application_create', partner_api: true, position_id: site.positionId },
        ...more,
      });

    it('are taken in an order, and refused each at its place', async () => {
      assert.equal((await order(listed(good))).status, 201);
      const refused = await order([{ n: 'motto', v: null }, ...listed({ ...good, years: 99, start: 'soon' })]);
      assert.equal(refused.status, 400);
      assert.deepEqual(refused.body.errors, [
        { pointer: '/fields/2/v', detail: 'years must be at most 60' },
        { pointer: '/fields/3/v', detail: 'start must be a day, YYYY-MM-DD' },
      ]);
    });

    it('are refused as parameters of a command', async () => {
      const { body } = await command({ ...good, shift: 'dusk' });
      const { error_code: code, error_text: text } = body as { error_code?: number; error_text?: string };
      assert.equal(code, 11);
      assert.match(text!, /shift must be one of day, night/);
    });

    it('are refused in a submission, and a mandatory box must be ticked', async () => {
      const { appToken } = await site.invite();
      const submit = (values: object) =>
        call(`/v1/questionnaires/${appToken}/answers`, {
          fields: listed(values),
          answers: [1, 2, 3].map((q) => ({ q: String(q), a: 1 })).concat([{ q: '4', a: 'x' as never }]),
        });
      const refused = await submit({ ...good, mobile: '1' });
      assert.equal(refused.status, 400);
      assert.equal(refused.body.errors?.[0]?.pointer, '/fields/5/v');
      assert.equal((await submit({ ...good, licence: false })).status, 422);
      assert.equal((await submit(good)).status, 200);
    });

    it('are described to whoever asks the questions on pages of their own, and others as before', async () => {
      const { appToken } = await site.invite();
      const { name, password } = site.partner.user;
      const reply = await fetch(`${site.origin}/v1/questionnaires/${appToken}`, {
        headers: { authorization: `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}` },
      });
      const { custom_fld_list: list } = (await reply.json()) as { custom_fld_list: Record<string, unknown>[] };
      const plain = { mandatory: 0, partner: 1, applicant: 1 };
      assert.deepEqual(list.slice(0, 4), [
        { aname: 'motto', caption_tr: 'The motto', ...plain, type: 'text', max_length: 10 },
        { aname: 'years', caption_tr: 'The years', ...plain, type: 'number', decimals: 1, min: '0', max: '60' },
        { aname: 'start', caption_tr: 'The start', ...plain, type: 'date', min: '2026-01-01', max: '2026-12-31' },
        {
          ...{ aname: 'shift', caption_tr: 'The shift', ...plain, type: 'choice' },
          choices: [
            { value: 'day', caption_tr: 'By day' },
            { value: 'night', caption_tr: 'By night' },
          ],
        },
      ]);
    });
  });
});
