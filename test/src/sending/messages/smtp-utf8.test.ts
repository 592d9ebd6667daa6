import assert from 'node:assert/strict';
import { MAIL, mailExchange } from '../../../support/mail-exchange.js';
import { readMail } from '../../../support/read-mail.js';
import { startSmtpReceiver } from '../../../support/smtp-receiver.js';
import { startSink } from '../../../support/sink.js';

describe('a mail to an address beyond ASCII before the @', () => {
  const { closing, receiver, sender } = mailExchange();
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
    for (const one of [ending, silent]) closing(one);
    const late = await sender(silent.port, {}, { deadlineMs: 300 }).send(mail);
    assert.deepEqual(late, { outcome: 'temporary', fault: 'timed out', reply: '' });
  });
});
