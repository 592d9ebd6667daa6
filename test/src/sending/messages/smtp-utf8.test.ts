import assert from 'node:assert/strict';
import { type MailMessage } from '../../../../src/sending/messages/mail-message.js';
import { mailer, type Mailer, type MailerOptions } from '../../../../src/sending/messages/mail.js';
import { readMail } from '../../../support/read-mail.js';
import { type SmtpReceiver, type SmtpReceiverOptions, startSmtpReceiver } from '../../../support/smtp-receiver.js';
import { startSink } from '../../../support/sink.js';

const MAIL: MailMessage = {
  id: 'invitation-7-1',
  from: { name: 'Acme Ltd', address: 'invitations@example.com' },
  to: { name: 'Ada Lovelace', address: 'ada@example.com' },
  subject: 'Acme Ltd invites you',
  text: 'Grüße, مرحبا\n.\nhttps://gateway.example.com/?a=b&c=d\n',
  html: '<p>Grüße</p>\n',
  date: Date.parse('2026-03-01T12:00:00Z'),
};

describe('a mail to an address beyond ASCII before the @', () => {
  const open: { close(): unknown }[] = [];
  afterEach(async () => {
    for (const one of open.splice(0).reverse()) await one.close();
  });

  async function receiver(options?: SmtpReceiverOptions): Promise<SmtpReceiver> {
    const started = await startSmtpReceiver(options);
    open.push(started);
    return started;
  }

  function sender(port: number, options?: MailerOptions): Mailer {
    const made = mailer({ host: '127.0.0.1', port, tls: 'off', auth: undefined }, options);
    open.push(made);
    return made;
  }

  const mail = { ...MAIL, to: { name: 'Jörg', address: 'jörg@bücher.example' } };

  it('hands the mail over where the server offers SMTPUTF8', async () => {
    const asked: unknown[] = [];
    const { port, mails } = await receiver({
      onMailFrom({ args }, _session, done) {
        asked.push(args && args.SMTPUTF8);
        done();
      },
    });
    assert.equal((await sender(port).send(mail)).outcome, 'sent');
    const [{ to: recipients, raw }] = mails as [(typeof mails)[0]];
    assert.deepEqual([asked, recipients], [[true], ['jörg@bücher.example']]);
    assert.deepEqual(readMail(raw).headers.get('to'), ['Jörg <jörg@bücher.example>']);
  });

  it('says so where the server does not offer it, and hands nothing over', async () => {
    const { port, mails } = await receiver({ hideSMTPUTF8: true });
    const fault = 'the mail server takes no address beyond ASCII (it offers no SMTPUTF8)';
    const { send } = sender(port);
    assert.deepEqual(await send(mail), { outcome: 'permanent', fault, reply: '' });
    assert.equal((await send(MAIL)).outcome, 'sent');
    assert.equal(mails.length, 1);
  });

  it('is tried again where the server cannot be asked', async () => {
    const { port, close } = await startSmtpReceiver();
    await close();
    assert.deepEqual(await sender(port).send(mail), { outcome: 'temporary', fault: 'refused', reply: '' });
    const ending = await startSink((socket) => void socket.end());
    assert.deepEqual(await sender(ending.port).send(mail), { outcome: 'temporary', fault: 'closed', reply: '' });
    const silent = await startSink(() => undefined);
    open.push(ending, silent);
    const late = await sender(silent.port, { deadlineMs: 300 }).send(mail);
    assert.deepEqual(late, { outcome: 'temporary', fault: 'timed out', reply: '' });
  });
});
