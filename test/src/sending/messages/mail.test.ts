import assert from 'node:assert/strict';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { once } from 'node:events';
import { makeCertificate } from '../../../support/certificate.js';
import { MAIL, mailExchange } from '../../../support/mail-exchange.js';
import { readMail } from '../../../support/read-mail.js';
import { type SmtpReceiverOptions, startSmtpReceiver } from '../../../support/smtp-receiver.js';

describe('mailer', () => {
  const { closing, receiver, sender } = mailExchange();

  it('hands over a mail in two forms, over one connection for several', async () => {
    const { port, mails, connections } = await receiver();
    const { send } = sender(port);
    const result = await send(MAIL);
    assert.deepEqual([result.outcome, result.status, result.fault], ['sent', 250, undefined]);
    assert.match(result.reply, /^250 /);
    await send({ ...MAIL, id: 'invitation-8-1' });
    assert.equal(connections(), 1);
    const [first, second] = mails;
    assert.deepEqual([first!.from, first!.to], ['invitations@example.com', ['ada@example.com']]);
    const { headers, parts } = readMail(first!.raw);
    assert.deepEqual(headers.get('from'), ['Acme Ltd <invitations@example.com>']);
    assert.deepEqual(headers.get('to'), ['Ada Lovelace <ada@example.com>']);
    assert.deepEqual(headers.get('message-id'), ['<invitation-7-1@example.com>']);
    assert.deepEqual(headers.get('auto-submitted'), ['auto-generated']);
    assert.deepEqual(headers.get('date'), ['Sun, 01 Mar 2026 12:00:00 +0000']);
    assert.equal(parts.get('text/plain'), MAIL.text);
    assert.equal(parts.get('text/html'), MAIL.html);
    assert.match(second!.raw, /^Message-ID: <invitation-8-1@example.com>/im);
  });

  const refusals: { name: string; options: SmtpReceiverOptions; outcome: string; status: number }[] = [
    {
      name: '550 to the recipient',
      options: { refuseRecipient: () => '550 no such user' },
      outcome: 'permanent',
      status: 550,
    },
    {
      name: '450 to the recipient',
      options: { refuseRecipient: () => '450 later' },
      outcome: 'temporary',
      status: 450,
    },
    {
      name: '421 to the recipient',
      options: { refuseRecipient: () => '421 closing' },
      outcome: 'temporary',
      status: 421,
    },
    {
      name: '530 to the recipient',
      options: { refuseRecipient: () => '530 sign in' },
      outcome: 'temporary',
      status: 530,
    },
    { name: '554 to the message', options: { refuseMessage: () => '554 spam' }, outcome: 'permanent', status: 554 },
    {
      name: '452 to the message',
      options: { refuseMessage: () => '452 disk full' },
      outcome: 'temporary',
      status: 452,
    },
    {
      name: '550 to the sender, which is our configuration',
      options: {
        onMailFrom: (_address, _session, done) => done(Object.assign(new Error('not you'), { responseCode: 550 })),
      },
      outcome: 'temporary',
      status: 550,
    },
  ];
  for (const { name, options, outcome, status } of refusals) {
    it(`takes ${name} as ${outcome}`, async () => {
      const { port, mails } = await receiver(options);
      const result = await sender(port).send(MAIL);
      assert.deepEqual([result.outcome, result.status], [outcome, status]);
      assert.match(result.reply, new RegExp(`^${status} `));
      assert.deepEqual(mails, []);
    });
  }

  it('goes on with the next mail after one was refused', async () => {
    const { port, mails } = await receiver({
      refuseRecipient: (to) => (to === 'x@example.com' ? '550 no' : undefined),
    });
    const { send } = sender(port);
    const to = { name: '', address: 'x@example.com' };
    const results = await Promise.all([send({ ...MAIL, to }), send(MAIL), send({ ...MAIL, to }), send(MAIL)]);
    assert.deepEqual(
      results.map(({ outcome }) => outcome),
      ['permanent', 'sent', 'permanent', 'sent'],
    );
    assert.equal(mails.length, 2);
  });

  it('takes nobody listening, and a name that is not there, as temporary', async () => {
    const { port, close } = await startSmtpReceiver();
    await close();
    assert.deepEqual(await sender(port).send(MAIL), { outcome: 'temporary', fault: 'refused', reply: '' });
    const { outcome, status } = await sender(25, { host: 'mail.invalid' }, { deadlineMs: 2_000 }).send(MAIL);
    assert.deepEqual([outcome, status], ['temporary', undefined]);
  });

  /** Starts a server of raw sockets. */
  async function rawServer(serve: (socket: Socket) => void): Promise<{ port: number; sockets: Socket[] }> {
    const sockets: Socket[] = [];
    const server: Server = createServer((socket) => {
      sockets.push(socket);
      socket.on('error', () => undefined);
      serve(socket);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    closing({
      close: () => {
        for (const socket of sockets) socket.destroy();
        server.close();
      },
    });
    return { port: (server.address() as AddressInfo).port, sockets };
  }

  it('gives up a server that says nothing, one that trickles, and one that hangs at the end', async () => {
    const silent = await rawServer(() => undefined);
    const trickling = await rawServer((socket) => {
      const timer = setInterval(() => socket.write('220-still here\r\n'), 20);
      socket.on('close', () => clearInterval(timer));
    });
    let hung = 0;
    const hanging = await receiver({ refuseMessage: () => new Promise<undefined>(() => (hung += 1)) });
    for (const { port } of [silent, trickling, hanging]) {
      const deadlineMs = port === hanging.port ? 2_000 : 300;
      const result = await sender(port, {}, { deadlineMs }).send(MAIL);
      assert.deepEqual(result, { outcome: 'temporary', fault: 'timed out', reply: '' });
    }
    assert.equal(hung, 1);
  });

  it('takes talk that is no SMTP as temporary', async () => {
    const { port } = await rawServer((socket) => socket.write('HTTP/1.1 400 Bad Request\r\n\r\n'));
    const { outcome, fault } = await sender(port, {}, { deadlineMs: 2_000 }).send(MAIL);
    assert.deepEqual([outcome, fault], ['temporary', 'invalid response']);
  });

  it('breaks off what is under way when it is closed', async () => {
    const { port, sockets } = await rawServer(() => undefined);
    const made = sender(port);
    const sending = made.send(MAIL);
    while (sockets.length === 0) await new Promise((resolve) => setImmediate(resolve));
    made.close();
    assert.deepEqual(await sending, { outcome: 'temporary', fault: 'stopped', reply: '' });
    assert.equal((await made.send(MAIL)).outcome, 'temporary');
  });

  it('keeps 4 KiB of a long reply', async () => {
    const { port } = await receiver({ refuseRecipient: () => `550 ${'x'.repeat(5_000)}` });
    const { reply } = await sender(port).send(MAIL);
    assert.equal(reply.length, 4_096);
  });

  describe('with TLS', () => {
    const certificate = makeCertificate();
    const trusting = { tls: { ca: certificate.cert } };

    it('speaks it from the first byte, or after STARTTLS', async () => {
      const direct = await receiver({ secure: true, ...certificate });
      const upgraded = await receiver({ ...certificate, disabledCommands: ['AUTH'] });
      assert.equal((await sender(direct.port, { tls: 'tls' }, trusting).send(MAIL)).outcome, 'sent');
      assert.equal((await sender(upgraded.port, { tls: 'starttls' }, trusting).send(MAIL)).outcome, 'sent');
      assert.deepEqual([direct.mails[0]!.secure, upgraded.mails[0]!.secure], [true, true]);
    });

    it('sends nothing to a server that has no STARTTLS, or a certificate nobody vouches for', async () => {
      const plain = await receiver();
      const unknown = await receiver({ ...certificate, disabledCommands: ['AUTH'] });
      for (const { port } of [plain, unknown]) {
        const { outcome, fault } = await sender(port, { tls: 'starttls' }).send(MAIL);
        assert.equal(outcome, 'temporary');
        assert.match(fault!, /^tls/);
      }
      assert.deepEqual([...plain.mails, ...unknown.mails], []);
    });

    it('signs in, and tries again later when that is refused', async () => {
      const options: SmtpReceiverOptions = {
        ...certificate,
        disabledCommands: [],
        authOptional: false,
        onAuth({ username, password }, _session, done) {
          if (password === 's3cret:@/') done(null, { user: username });
          else done(new Error(`no ${username} ${password}`));
        },
      };
      const { port, mails } = await receiver(options);
      const auth = { user: 'pop', pass: 's3cret:@/' };
      assert.equal((await sender(port, { tls: 'starttls', auth }, trusting).send(MAIL)).outcome, 'sent');
      assert.equal(mails[0]!.user, 'pop');
      const wrong = { user: 'pop', pass: 's3cret' };
      const refused = await sender(port, { tls: 'starttls', auth: wrong }, trusting).send(MAIL);
      assert.deepEqual([refused.outcome, refused.fault, refused.status], ['temporary', 'sign-in refused', 535]);
    });

    it('sends nothing without a sign-in where one is configured and the server has none', async () => {
      const { port, mails } = await receiver({ ...certificate, disabledCommands: ['AUTH'] });
      const auth = { user: 'pop', pass: 'secret' };
      const { outcome, fault } = await sender(port, { tls: 'starttls', auth }, trusting).send(MAIL);
      assert.deepEqual([outcome, fault, mails.length], ['temporary', 'sign-in refused', 0]);
    });
  });

  const addresses = [
    'a@example.com, b@example.com',
    'a@example.com\r\nBcc: b@example.com',
    'B <b@example.com>',
    '',
    'a@b@c',
  ];
  for (const address of addresses) {
    it(`refuses ${JSON.stringify(address)} as a recipient without a word to the server`, async () => {
      const { port, connections } = await receiver();
      const result = await sender(port).send({ ...MAIL, to: { name: 'Ada', address } });
      assert.deepEqual(result, { outcome: 'permanent', fault: 'not an e-mail address', reply: '' });
      assert.equal(connections(), 0);
    });
  }
});
