import assert from 'node:assert/strict';
import fc from 'fast-check';
import { mailMessage } from '../../../../src/sending/messages/mail-message.js';
import { MAIL, mailExchange } from '../../../support/mail-exchange.js';
import { readMail } from '../../../support/read-mail.js';

describe('mailMessage', () => {
  const { receiver, sender } = mailExchange();

  it('has a domain beyond ASCII in punycode, in the envelope, the headers and the id', async () => {
    const { port, mails } = await receiver({ hideSMTPUTF8: true });
    const [from, to] = ['pop@büro.example', 'ada@BÜCHER.example'].map((address) => ({ name: '', address }));
    const mail = { ...MAIL, from: from!, to: to! };
    assert.equal((await sender(port).send(mail)).outcome, 'sent');
    // The receiver decodes what it gets.
    const [{ from: by, to: recipients, raw }] = mails as [(typeof mails)[0]];
    assert.deepEqual([by, recipients], ['pop@büro.example', ['ada@bücher.example']]);
    const { envelope } = mailMessage(mail)!;
    assert.deepEqual(envelope, { from: 'pop@xn--bro-hoa.example', to: ['ada@xn--bcher-kva.example'] });
    const { headers } = readMail(raw);
    assert.deepEqual(headers.get('to'), ['ada@xn--bcher-kva.example']);
    assert.deepEqual(headers.get('message-id'), ['<invitation-7-1@xn--bro-hoa.example>']);
  });

  it('cuts a name to 64 characters, and the subject too before it fills a line', async () => {
    const { port, mails } = await receiver();
    const name = '😀'.repeat(65);
    const mail = { ...MAIL, from: { ...MAIL.from, name: 'x'.repeat(2_000) }, to: { ...MAIL.to, name } };
    assert.equal((await sender(port).send({ ...mail, subject: 'x'.repeat(2_000) })).outcome, 'sent');
    const { headers } = readMail(mails[0]!.raw);
    assert.deepEqual(headers.get('to'), [`${'😀'.repeat(64)} <ada@example.com>`]);
    assert.deepEqual(headers.get('from'), [`${'x'.repeat(64)} <invitations@example.com>`]);
    assert.deepEqual(headers.get('subject'), ['x'.repeat(250)]);
  });

  it('offers to stop by one POST only over https', async () => {
    const { port, mails } = await receiver();
    for (const scheme of ['https', 'http']) {
      const stopUrl = `${scheme}://gateway.example.com/app_link/reminders.html?app_link=${'k'.repeat(22)}`;
      assert.equal((await sender(port).send({ ...MAIL, stopUrl })).outcome, 'sent');
      const { headers } = readMail(mails.pop()!.raw);
      assert.deepEqual(headers.get('list-unsubscribe'), [`<${stopUrl}>`]);
      const post = scheme === 'https' ? ['List-Unsubscribe=One-Click'] : undefined;
      assert.deepEqual(headers.get('list-unsubscribe-post'), post);
    }
  });

  it('lets no reader decode what stands in a name', async () => {
    const { port, mails } = await receiver();
    for (const name of ['=?utf-8?Q?Bank?=', 'A =?utf-8?B?QmFuaw==?= "b"', 'Jörg =?iso-8859-1?q?B=61nk?=']) {
      const mail = { ...MAIL, from: { ...MAIL.from, name }, to: { ...MAIL.to, name }, subject: name };
      assert.equal((await sender(port).send(mail)).outcome, 'sent');
      const { headers } = readMail(mails.pop()!.raw);
      for (const header of ['from', 'to', 'subject']) {
        const seen = headers
          .get(header)![0]!
          .replaceAll('\u2060', '')
          .replace(/ <[^<]*>$/, '');
        assert.equal(seen, name, header);
      }
    }
  });

  it('makes of no name and no text a recipient, a header or a file', async () => {
    const { port, mails } = await receiver();
    const { send } = sender(port);
    const names = ['Date', 'From', 'To', 'Subject', 'Message-ID', 'Auto-Submitted', 'MIME-Version', 'Content-Type'];
    const piece = fc.constantFrom(
      ...['\r\nBcc: b@example.com', '\nX: y', '\r', ', ', '<', '>', '"', '\\', 'b@example.com', ';', ':', '(', ')'],
      ...['=?utf-8?Q?=0D=0AX:_y?=', 'Ünï', '😀', '\u202e', '\0', '.', ' ', '/etc/passwd', 'x'.repeat(300)],
    );
    const text = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''));
    await fc.assert(
      fc.asyncProperty(text, text, text, async (account, candidate, subject) => {
        const from = { ...MAIL.from, name: account };
        const to = { ...MAIL.to, name: candidate };
        assert.equal((await send({ ...MAIL, from, to, subject: `S${subject}` })).outcome, 'sent');
        const { to: recipients, raw } = mails.pop()!;
        assert.deepEqual(recipients, ['ada@example.com']);
        const { headers } = readMail(raw);
        assert.deepEqual([...headers.keys()].sort(), names.map((name) => name.toLowerCase()).sort());
        for (const values of headers.values()) assert.equal(values.length, 1);
        assert.match(headers.get('to')![0]!, /(^|<)ada@example\.com>?$/);
        const head = raw.slice(0, raw.indexOf('\r\n\r\n')).split('\r\n');
        assert.ok(head.every((line) => Buffer.byteLength(line) <= 998));
        assert.match(headers.get('from')![0]!, /(^|<)invitations@example\.com>?$/);
      }),
      { numRuns: 200 },
    );
  });
});
