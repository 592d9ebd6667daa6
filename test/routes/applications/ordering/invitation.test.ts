import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keepLanguage } from '../../../../db/applications/keep-language.js';
import { writeStatement } from '../../../../db/connection/transaction.js';
import { findNotification } from '../../../../db/notifications/list-notifications.js';
import { type InvitationKind } from '../../../../engine/invitation/invitation-kinds.js';
import { describeGateway } from '../../../support/gateway.js';
import { type ReadMail, readMail } from '../../../support/read-mail.js';
import { type Receiver } from '../../../support/receiver.js';
import { type TestPartner } from '../../../support/seed.js';
import { type SmtpReceiver } from '../../../support/smtp-receiver.js';
import { type Invitations, startInvitations } from '../../../support/start-invitations.js';
import { waitUntil } from '../../../support/wait-until.js';

const PUBLIC_URL = 'https://gateway.example.com';
const LANGUAGES = ['eng', 'fra', 'spa', 'ara'];

describeGateway('the invitation of a candidate', (world) => {
  let partner: TestPartner;
  let smtp: SmtpReceiver;
  let sms: Receiver;
  let invitations: Invitations;
  let addresses = 0;
  let outboxDir: string;

  before(async () => {
    outboxDir = await mkdtemp(join(tmpdir(), 'pop-outbox-'));
    invitations = await startInvitations({
      outboxDir,
      db: world.db,
      publicUrl: PUBLIC_URL,
      now: () => world.clock.now,
      // An address that is busy stays busy.
      smtp: { refuseRecipient: (to) => (to.startsWith('busy') ? '450 busy' : undefined) },
    });
    ({ smtp, sms } = invitations);
  });
  after(async () => {
    await invitations.stop();
    await rm(outboxDir, { recursive: true });
  });
  beforeEach(async () => {
    partner = await world.seed.partner({ name: 'Acme Ltd' });
    partner.positionId = await world.seed.position([partner.accountId], { languages: LANGUAGES });
  });

  const newAddress = (begin = 'candidate') => `${begin}-${++addresses}@example.com`;

  async function order(more: object): Promise<{ application_id: string; app_link_full: string }> {
    const { body } = await world.command(partner.user, {
      ...{ command: 'application_create', partner_api: true, position_id: partner.positionId },
      ...more,
    });
    assert.equal(body.error_code, 0, body.error_text as string);
    return body as { application_id: string; app_link_full: string };
  }

  const mailTo = (address: string): Promise<ReadMail> =>
    waitUntil(`a mail to ${address}`, () => {
      const mail = smtp.mails.find(({ to }) => to.includes(address));
      return mail && readMail(mail.raw);
    });

  const stored = (applicationId: string, kind: InvitationKind = 'mail') =>
    findNotification(world.db, applicationId, kind);

  const ended = (applicationId: string, kind: InvitationKind = 'mail') =>
    waitUntil('the end of the invitation', async () => {
      const found = await stored(applicationId, kind);
      return found && found.state !== 'live' && found;
    });

  const tried = (applicationId: string) =>
    waitUntil('a first attempt', async () => ((await stored(applicationId))?.attempts ?? 0) > 0);

  it('calls the position as it is called in the language of the order', async () => {
    const caption = { eng: 'Night watch', fra: 'Garde de nuit', spa: 'Guardia nocturna', ara: 'حراسة ليلية' };
    partner.positionId = await world.seed.position([partner.accountId], { languages: LANGUAGES, caption });
    const address = newAddress();
    await order({ app_email: address, language_id: 'fra' });
    assert.match((await mailTo(address)).parts.get('text/plain')!, /«\u00a0Garde de nuit\u00a0»/);
  });

  it('comes in the language that the candidate has chosen on the pages, when it is sent again', async () => {
    const address = newAddress();
    const ordered = await order({ app_email: address, language_id: 'eng' });
    await ended(ordered.application_id);
    await keepLanguage(world.db, ordered.application_id, 'spa');
    world.clock.now += 60_000;
    const again = { account_id: partner.accountId, application_id: ordered.application_id };
    assert.equal((await world.call(partner.user, 'resendInvitation', again)).status, 202);
    await waitUntil('a Spanish mail', () =>
      smtp.mails.some(
        ({ to, raw }) => to.includes(address) && /le invita/.test(readMail(raw).headers.get('subject')![0]!),
      ),
    );
  });

  const subjects = { eng: /invites you/, fra: /vous invite/, spa: /le invita/, ara: /دعوة/ };
  for (const [language, subject] of Object.entries(subjects)) {
    it(`arrives by mail in ${language}, with the application's link`, async () => {
      const address = newAddress();
      const ordered = await order({ language_id: language, app_email: address, app_full_name: 'Ada Lovelace' });
      const { headers, parts } = await mailTo(address);
      assert.match(headers.get('subject')![0]!, subject);
      assert.match(headers.get('subject')![0]!, /Acme Ltd/);
      assert.ok(parts.get('text/plain')!.includes(`\n${ordered.app_link_full}\n`));
      assert.ok(parts.get('text/html')!.includes(`href="${ordered.app_link_full.replaceAll('&', '&amp;')}"`));
      assert.match(parts.get('text/plain')!, /Ada Lovelace/);
      assert.equal((await ended(ordered.application_id)).state, 'delivered');
    });
  }

  it('of a test goes to the outbox and to nobody, unless the config of the account says so', async () => {
    const [address, app_phone] = [newAddress(), '15550177'];
    const test = { app_email: address, app_phone, is_test: true };
    const { application_id: id, app_link_full: link } = await order(test);
    assert.deepEqual([(await ended(id)).state, (await ended(id, 'sms')).state], ['delivered', 'delivered']);
    const ofTest = await Promise.all((['mail', 'sms'] as const).map((kind) => stored(id, kind)));
    const [mail, text] = ofTest.map((one) => `invitation-${one!.notificationId}-1`);
    assert.match(await readFile(join(outboxDir, `${mail}.eml`), 'utf8'), new RegExp(`^To: ${address}`, 'm'));
    assert.ok((await readFile(join(outboxDir, `${text}.txt`), 'utf8')).includes(link));

    await writeStatement(world.db, (to) =>
      to('accounts').where({ id: partner.accountId }).update({ config: 'test_invites|yes' }),
    );
    const { application_id: loud } = await order(test);
    await Promise.all([ended(loud), ended(loud, 'sms')]);
    assert.equal(smtp.mails.filter(({ to }) => to.includes(address)).length, 1);
    assert.equal(sms.requests.filter((one) => one.includes(app_phone)).length, 1);
    assert.equal((await readdir(outboxDir)).length, 2);
  });

  it('arrives as a text message', async () => {
    const { application_id: id, app_link_full: link } = await order({ app_phone: '15550123' });
    assert.equal((await ended(id, 'sms')).state, 'delivered');
    const request = sms.requests.find((one) => one.includes('"to":"15550123"'))!;
    assert.ok(request.includes(link));
    assert.equal(await stored(id, 'mail'), undefined);
  });

  it('goes to an address that was copied with blanks around it, on both faces', async () => {
    const [first, second] = [newAddress(), newAddress()];
    await order({ app_email: ` \u00a0${first}\u200b\r\n` });
    const body = { position_id: partner.positionId, app_email: `\t${second} ` };
    const path = `/v1/accounts/${partner.accountId}/assessments`;
    const { status, body: made } = await world.resource(partner.user, 'POST', path, { body });
    assert.equal(status, 201);
    await Promise.all([first, second].map(mailTo));
    const row = await world.db('applications').where({ id: made.application_id }).first('app_email');
    assert.equal(row!.app_email, second);
  });

  it('goes to an address beyond ASCII', async () => {
    await order({ app_email: 'ada@bücher.example' });
    // The receiver decodes the domain.
    await mailTo('ada@bücher.example');
    await order({ app_email: 'jörg@bücher.example' });
    const { headers } = await mailTo('jörg@bücher.example');
    assert.match(headers.get('to')![0]!, /jörg@bücher\.example$/);
  });

  it('is not sent without an address, however the candidate is known', async () => {
    const { application_id: id } = await order({ email: newAddress() });
    assert.deepEqual([await stored(id), await stored(id, 'sms')], [undefined, undefined]);
  });

  it('is sent once for an order that is repeated with its idempotency key', async () => {
    const address = newAddress();
    const orders = [
      await order({ app_email: address, idempotency_key: 'k' }),
      await order({ app_email: address, idempotency_key: 'k' }),
    ];
    assert.deepEqual(orders[0], orders[1]);
    await ended(orders[0]!.application_id);
    assert.equal(smtp.mails.filter(({ to }) => to.includes(address)).length, 1);
  });

  it('is sent again as a mail of its own, which no mail program takes for a copy', async () => {
    const address = newAddress();
    const { application_id: id } = await order({ app_email: address });
    await ended(id);
    world.clock.now += 60_000;
    const resent = { account_id: partner.accountId, application_id: id };
    assert.equal((await world.call(partner.user, 'resendInvitation', resent)).status, 202);
    const mails = await waitUntil('the second mail', () => {
      const found = smtp.mails.filter(({ to }) => to.includes(address));
      return found.length === 2 && found;
    });
    const [first, second] = mails.map(({ raw }) => readMail(raw).headers.get('message-id')![0]);
    assert.match(first!, /^<invitation-\d+-1@example\.com>$/);
    assert.equal(second, first!.replace('-1@', '-2@'));
  });

  it('is not sent any more once the application is cancelled or completed', async () => {
    const staff = await world.seed.user({ kind: 'internal' });
    await world.seed.grant(staff, partner.accountId);
    for (const [user, operation] of [
      [partner.user, 'cancelApplication'],
      [staff, 'completeApplication'],
    ] as const) {
      const { application_id: id } = await order({ app_email: newAddress('busy') });
      await tried(id);
      const application = { account_id: partner.accountId, application_id: id };
      assert.equal((await world.call(user, operation, application)).status, 200);
      const found = (await stored(id))!;
      assert.deepEqual([found.state, found.nextDueAt], ['cancelled', undefined]);
    }
  });

  const hostile = [
    'a@example.com, b@example.com',
    'a@example.com\r\nBcc: b@example.com',
    'Ada <a@example.com>',
    'a@b@example.com',
  ];
  const longLocalPart = `${'a'.repeat(65)}@example.com`;
  for (const address of [...hostile, '"a b"@example.com', 'a@example.com,', 'a@[127.0.0.1]', longLocalPart]) {
    it(`is refused to ${JSON.stringify(address)} on both faces, naming app_email`, async () => {
      const body = { position_id: partner.positionId, app_email: address };
      const reply = await world.command(partner.user, { command: 'application_create', partner_api: true, ...body });
      assert.equal(reply.body.error_code, 11);
      assert.match(reply.body.error_text as string, /app_email/);
      const account = { account_id: partner.accountId };
      const { status, body: problem } = await world.call(partner.user, 'createApplication', account, { body });
      assert.deepEqual([status, problem.error_code, problem.errors[0].pointer], [400, 11, '/app_email']);
    });
  }

  it('has hostile names as text, and gains no recipient and no header by them', async () => {
    const address = newAddress();
    const name = `"Ada", <b@example.com>, x <script>alert(1)</script> 'q' =?utf-8?Q?=0D=0ABcc:_b@example.com?=`;
    await order({ app_email: address, app_full_name: name });
    const { headers, parts } = await mailTo(address);
    assert.deepEqual(smtp.mails.find(({ to }) => to.includes(address))!.to, [address]);
    assert.ok(headers.get('to')![0]!.endsWith(` <${address}>`));
    assert.equal(headers.get('bcc'), undefined);
    assert.doesNotMatch(parts.get('text/html')!, /<script/);
    assert.ok(parts.get('text/plain')!.includes(name));
  });
});
