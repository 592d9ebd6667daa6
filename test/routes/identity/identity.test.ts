import assert from 'node:assert/strict';
import { findApplication } from '../../../db/applications/applications.js';
import { APPLICATION_STATES } from '../../../engine/application/application-status.js';
import { PUBLIC_URL } from '../../support/app.js';
import { describeGateway } from '../../support/gateway.js';
import { makePng } from '../../support/make-png.js';
import { readMail } from '../../support/read-mail.js';
import { SAMPLE_POSITION } from '../../support/sample-position.js';
import { type TestPartner } from '../../support/seed.js';
import { startInvitations } from '../../support/start-invitations.js';
import { TEST_NOW } from '../../support/test-now.js';
import { waitUntil } from '../../support/wait-until.js';

const WORDS = {
  eng: {
    invitation: { subject: 'Hello {candidate} <b>', text: 'Take {position}.\n\n{questions} questions until {until}.' },
    thank_you: { title: 'Thanks, {candidate}', text: 'Bye <script>.' },
  },
};
const IDENTITY = {
  name: 'Acme <Careers>',
  colour: '#7a1fa2',
  contact: 'Jo Doe\n+1 555 0100',
  reply_to: 'careers@partner.example.com',
  words: WORDS,
};
const SVG = '<svg viewBox="0 0 8 4"><path d="M0 0h8"/><!-- <script/> --></svg>';

describeGateway('the identity of an account', (world) => {
  let partner: TestPartner;

  beforeEach(async () => {
    world.clock.now = TEST_NOW;
    partner = await world.seed.partner({ kind: 'internal' });
    await world.seed.grant(partner.user, partner.accountId, { 8: 'rw' });
    partner = { ...partner, positionId: await world.seed.position([partner.accountId], SAMPLE_POSITION) };
  });

  const named = () => ({ account_id: partner.accountId }) as never;
  type Operation = Parameters<typeof world.call>[1];
  async function ok(operation: Operation, body?: object) {
    const reply = await world.call(partner.user, operation, named(), body === undefined ? {} : { body });
    assert.equal(reply.status, 200, reply.text);
    return reply.body;
  }
  const logo = (bytes: Buffer | string) => ({ content: Buffer.from(bytes).toString('base64') });
  async function pageOf(file: string, more: Parameters<typeof world.seed.application>[1] = {}) {
    const fields = [{ name: 'app_full_name', value: 'Ada' }];
    const id = await world.seed.application(partner, { fields, ...more });
    const { appToken, repToken, linkToken } = (await findApplication(world.db, id))!;
    const token = file === 'app_link.html' ? appToken : repToken;
    const url = `http://127.0.0.1:${world.port}/app_link/${file}?app_link=${token}&acc_link=${linkToken}`;
    return (await fetch(url)).text();
  }
  const fetched = (path: string) => fetch(`http://127.0.0.1:${world.port}${path}`);

  it('is nothing at first, then what was said, and nothing again', async () => {
    const nothing = { account_id: partner.accountId };
    assert.deepEqual(await ok('getIdentity'), nothing);
    const said = { ...nothing, ...IDENTITY, changed: new Date(TEST_NOW).toISOString() };
    assert.deepEqual(await ok('setIdentity', IDENTITY), said);
    const { url } = (await ok('setLogo', logo(makePng()))).logo as { url: string };
    assert.match(url, /\/app_link\/logo\/[0-9a-f]{64}$/);
    const changed = await ok('changeIdentity', { contact: '' });
    assert.deepEqual(changed.logo, { type: 'image/png', width: 8, height: 4, url });
    assert.deepEqual([changed.name, changed.contact], [IDENTITY.name, undefined]);
    assert.deepEqual((await ok('setIdentity', { name: 'Other' })).colour, undefined);
    assert.deepEqual((await ok('deleteLogo')).logo, undefined);
    assert.deepEqual(await ok('deleteIdentity'), nothing);
    assert.deepEqual(await ok('getIdentity'), nothing);
    const audited = await world
      .db('audit_log')
      .where({ object: `account ${partner.accountId}` })
      .orderBy('id')
      .pluck('operation');
    assert.deepEqual(audited, [
      'setIdentity',
      'setLogo',
      'changeIdentity',
      'setIdentity',
      'deleteLogo',
      'deleteIdentity',
    ]);
  });

  it('refuses faults with their places, and saves nothing', async () => {
    for (const [operation, body, pointer] of [
      ['changeIdentity', { colour: '#ffff00' }, '/colour'],
      ['setLogo', logo('<html></html>'), '/content'],
    ] as const) {
      const { status, body: problem } = await world.call(partner.user, operation, named(), { body });
      assert.deepEqual([status, (problem.errors as { pointer: string }[])[0]!.pointer], [400, pointer]);
    }
    assert.deepEqual(await ok('getIdentity'), { account_id: partner.accountId });
  });

  it('is on the pages of candidates: name or logo, colour, contact and own words, all as plain text', async () => {
    const { name } = (await world.db('accounts').where({ id: partner.accountId }).first())!;
    assert.ok((await pageOf('app_link.html')).includes(`<p class="brand"><bdi>${name}</bdi></p>`));
    await ok('setIdentity', IDENTITY);
    const start = await pageOf('app_link.html');
    for (const part of ['Acme &lt;Careers&gt;', 'brand.css?colour=7a1fa2', '<bdi>Jo Doe</bdi>\n<bdi>+1 555 0100</bdi>'])
      assert.ok(start.includes(part), part);
    await ok('setLogo', logo(SVG));
    assert.match(
      await pageOf('app_link.html'),
      /<img\s+src="\.\.\/app_link\/logo\/[0-9a-f]{64}"\s+alt="Acme &lt;Careers&gt;"/,
    );
    const thanks = await pageOf('app_link.html', { state: APPLICATION_STATES.completed, completedAt: TEST_NOW });
    assert.match(thanks, /<h1>Thanks, Ada<\/h1>\s*<p>Bye &lt;script&gt;\.<\/p>/);
    const report = await pageOf('rep_link.html', { state: APPLICATION_STATES.completed, completedAt: TEST_NOW });
    assert.match(report, /<style>[^<]*--accent:#7a1fa2;/);
    assert.match(report, /class="brand"><img/);
  });

  it('tells at the start who asks, how much, for how long, until when, and what happens with the data', async () => {
    const start = await pageOf('app_link.html', { expiresAt: Date.parse('2026-04-05T23:59:59.999Z') });
    const facts = [...start.matchAll(/<dt>([^<]*)<\/dt>\s*<dd><bdi>([^<]*)<\/bdi>/g)].map(
      ([, term, value]) => `${term}: ${value}`,
    );
    const { name } = (await world.db('accounts').where({ id: partner.accountId }).first())!;
    assert.deepEqual(facts, [
      `From: ${name}`,
      'Questions: 4',
      'Time needed: about 3 minutes',
      'Open until: April 5, 2026 (UTC)',
    ]);
    assert.ok(start.includes(`Your answers go to ${name}`));
  });

  it('serves logos and colours for ever, and lets a logo do nothing', async () => {
    const { url } = (await ok('setLogo', logo(SVG))).logo as { url: string };
    const reply = await fetched(url.slice(PUBLIC_URL.length));
    assert.deepEqual(
      ['content-type', 'content-security-policy', 'x-content-type-options', 'cache-control'].map((header) =>
        reply.headers.get(header),
      ),
      [
        'image/svg+xml',
        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox",
        'nosniff',
        'public, max-age=31536000, immutable',
      ],
    );
    assert.equal(
      await reply.text(),
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 4" width="8" height="4"><path d="M0 0h8"/></svg>',
    );
    const style = await fetched('/app_link/brand.css?colour=7a1fa2');
    assert.match(await style.text(), /^:root\{--accent:#7a1fa2;--accent-strong:#[0-9a-f]{6};--on-accent:#ffffff;/);
    for (const path of [
      '/app_link/brand.css?colour=7a1fa',
      '/app_link/brand.css?colour=}*{x:y',
      `/app_link/logo/${'0'.repeat(64)}`,
    ]) {
      assert.equal((await fetched(path)).status, 404, path);
    }
  });

  it('is looked at before it is saved', async () => {
    const shown = await ok('previewIdentity', { ...IDENTITY, position_id: partner.positionId, language_id: 'eng' });
    const mail = shown.mail as Record<string, string>;
    assert.match(
      shown.start_page as string,
      new RegExp(`<link rel="stylesheet" href="${PUBLIC_URL}/app_link/brand\\.css\\?colour=7a1fa2"`),
    );
    assert.match(shown.thank_you_page as string, /<h1>Thanks, Ada Lovelace<\/h1>/);
    assert.deepEqual(
      [mail.from, mail.reply_to, mail.subject],
      [IDENTITY.name, IDENTITY.reply_to, 'Hello Ada Lovelace <b>'],
    );
    assert.deepEqual(await ok('getIdentity'), { account_id: partner.accountId });
    const reminder = shown.reminder as Record<string, string>;
    assert.match(reminder.text!, /\/app_link\/reminders\.html\?app_link=preview-preview-previe/);
    const unknown = await world.call(partner.user, 'previewIdentity', named(), { body: { position_id: '999999' } });
    assert.equal(unknown.status, 404);
  });

  it('is in the mail: sender, answer to, logo, colour and own words', async () => {
    await ok('setIdentity', IDENTITY);
    await ok('setLogo', logo(makePng()));
    const invitations = await startInvitations({ db: world.db, publicUrl: PUBLIC_URL, now: () => world.clock.now });
    try {
      const body = {
        position_id: partner.positionId,
        app_email: 'ada@example.com',
        fields: [{ n: 'app_full_name', v: 'Ada' }],
      };
      const ordered = await world.call(partner.user, 'createApplication', named(), { body });
      assert.equal(ordered.status, 201, ordered.text);
      await waitUntil('the mail', () => invitations.smtp.mails.length > 0);
      const raw = invitations.smtp.mails[0]!.raw;
      const { headers } = readMail(raw);
      assert.deepEqual([headers.get('reply-to'), headers.get('subject')], [[IDENTITY.reply_to], ['Hello Ada <b>']]);
      assert.match(headers.get('from')![0]!, /Acme <Careers>/);
      assert.match(raw, /Content-Id: <logo>/i);
      assert.match(raw, /4 questions until/);
    } finally {
      await invitations.stop();
    }
  });
});
