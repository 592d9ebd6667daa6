import assert from 'node:assert/strict';
import { type Attempt } from '../../../../engine/notification/attempt.js';
import { type Deliverer, type DelivererOptions } from '../../../../src/sending/endpoint/deliver.js';
import { egressGuard } from '../../../../src/sending/endpoint/egress.js';
import { makeCertificate, type Certificate } from '../../../support/certificate.js';
import { delivery, localDeliverer } from '../../../support/deliverer.js';
import { startReceiver, type Receiver, type ReceiverOptions } from '../../../support/receiver.js';
import { startBlackHole } from '../../../support/sink.js';

const CLOSING = 'HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n';

describe('the connect step of deliver', () => {
  const opened: { close(): Promise<void> }[] = [];
  const receive = async (options: ReceiverOptions = {}): Promise<Receiver> => {
    const receiver = await startReceiver(options);
    opened.push(receiver);
    return receiver;
  };
  const client = (options: Partial<DelivererOptions> = {}): Deliverer => {
    const made = localDeliverer(options);
    opened.push(made);
    return made;
  };
  const closed = egressGuard({ allowCidrs: [] });
  const only = (range: string): DelivererOptions['guard'] => egressGuard({ allowCidrs: [range] });
  const names =
    (addresses: Record<string, string[]>) =>
    (name: string): Promise<string[]> =>
      Promise.resolve(addresses[name] ?? []);
  afterEach(async () => {
    for (const { close } of opened.splice(0).reverse()) await close();
  });

  const blocked = (attempt: Attempt, says: RegExp): void => {
    assert.ok('fault' in attempt.result);
    assert.match(attempt.result.fault, says);
    assert.equal(attempt.blocked, true);
  };

  for (const host of [
    '127.0.0.1',
    '2130706433',
    '0177.1',
    '0x7f.1',
    '127.1',
    '0.0.0.0',
    '[::1]',
    '[::]',
    '[::127.0.0.1]',
    '[::ffff:127.0.0.1]',
    '[64:ff9b::7f00:1]',
    '[2002:7f00:1::]',
    'localhost',
    'a.localhost',
    '169.254.169.254',
    '100.64.0.1',
  ]) {
    // prettier-ignore
    it(`calls nobody at http://${host}/`, async () => {
      const receiver = await receive({ host: '0.0.0.0' });
      const attempt = await client({ guard: closed }).deliver(delivery(`http://${host}:${receiver.port}/`));
      blocked(attempt, /^blocked: \S+ is /);
      assert.equal(receiver.connections(), 0);
    });
  }

  it('refuses a name whose addresses are all refused, and names the first', async () => {
    const receiver = await receive();
    const resolve = names({ 'p.example': ['10.0.0.1', '127.0.0.1', '::1'] });
    const attempt = await client({ guard: closed, resolve }).deliver(delivery(`http://p.example:${receiver.port}/`));
    blocked(attempt, /^blocked: 10\.0\.0\.1 is a private address$/);
    assert.equal(attempt.address, '10.0.0.1');
  });

  it('passes over the refused addresses of a name', async () => {
    const receiver = await receive({ host: '0.0.0.0' });
    const resolve = names({ 'p.example': ['10.0.0.1', '127.0.0.1', '127.0.0.2'] });
    const url = `http://p.example:${receiver.port}/`;
    const attempt = await client({ guard: only('127.0.0.2/32'), resolve }).deliver(delivery(url));
    assert.deepEqual([attempt.result, attempt.address], [{ status: 200 }, '127.0.0.2']);
    assert.equal(typeof attempt.dnsMs, 'number');
  });

  it('asks about the very address it connects to when a name changes between two attempts', async () => {
    const receiver = await receive({ host: '0.0.0.0', reply: CLOSING });
    const answers = [['127.0.0.2'], ['127.0.0.1']];
    const deliverer = client({ guard: only('127.0.0.2/32'), resolve: () => Promise.resolve(answers.shift()!) });
    const url = `http://rebind.example:${receiver.port}/`;
    assert.deepEqual((await deliverer.deliver(delivery(url))).result, { status: 200 });
    await receiver.idle();
    blocked(await deliverer.deliver(delivery(url)), /127\.0\.0\.1 is a loopback/);
    assert.deepEqual([receiver.connections(), answers], [1, []]);
  });

  it('does not follow a redirect to a refused address', async () => {
    const inner = await receive();
    const reply = `HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:${inner.port}/\r\nContent-Length: 0\r\n\r\n`;
    const outer = await receive({ host: '127.0.0.2', reply });
    const attempt = await client({ guard: only('127.0.0.2/32') }).deliver(delivery(`http://127.0.0.2:${outer.port}/`));
    assert.deepEqual([attempt.result, inner.connections()], [{ status: 302 }, 0]);
  });

  it('does not call its own port, even where loopback is allowed', async () => {
    const receiver = await receive();
    const guard = egressGuard({ allowCidrs: ['127.0.0.0/8'], ownAddresses: receiver });
    blocked(await client({ guard }).deliver(delivery(`http://127.0.0.1:${receiver.port}/`)), /itself/);
    assert.equal(receiver.connections(), 0);
  });

  it('tries the next address where one does not answer', async () => {
    const receiver = await receive({ host: '127.0.0.3' });
    const resolve = names({ 'p.example': ['127.0.0.2', '127.0.0.3'] });
    const attempt = await client({ resolve }).deliver(delivery(`http://p.example:${receiver.port}/`));
    assert.deepEqual([attempt.result, attempt.address], [{ status: 200 }, '127.0.0.3']);
  });

  it('comes to every address of a name over time, also with more than one try has room for', async () => {
    const last = '127.0.0.10';
    const receiver = await receive({ host: last, reply: CLOSING });
    const all = Array.from({ length: 9 }, (_, index) => `127.0.0.${index + 2}`);
    const deliverer = client({ resolve: names({ 'p.example': all }) });
    const send = () => deliverer.deliver(delivery(`http://p.example:${receiver.port}/`));
    assert.deepEqual((await send()).result, { fault: 'refused' });
    assert.deepEqual((await send()).result, { fault: 'refused' });
    for (let again = 0; again < 2; again += 1) {
      const { result, address } = await send();
      assert.deepEqual([result, address], [{ status: 200 }, last]);
      await receiver.idle();
    }
  });

  it('shows the fault that says most, with its address, and not that of the last address', async () => {
    const hole = await startBlackHole();
    opened.push(hole);
    const guard = egressGuard({ allowCidrs: ['127.0.0.0/8', '255.255.255.255'] });
    const show = async (...addresses: string[]) => {
      const deliverer = client({ guard, resolve: () => Promise.resolve(addresses) });
      const { result, address } = await deliverer.deliver(delivery(`http://p.example:${hole.port}/`));
      return [result, address];
    };
    // Nobody listens at 127.0.0.2, nobody takes the connection at 127.0.0.1, and the third one can't be reached.
    const [refuses, hangs, far] = ['127.0.0.2', '127.0.0.1', '255.255.255.255'];
    assert.deepEqual(await show(far), [{ fault: 'unreachable' }, far]);
    assert.deepEqual(await show(refuses, far), [{ fault: 'refused' }, refuses]);
    assert.deepEqual(await show(hangs, far), [{ fault: 'connect timed out' }, hangs]);
    assert.deepEqual(await show(refuses, hangs, far), [{ fault: 'refused' }, refuses]);
    assert.deepEqual(await show(far, hangs, refuses), [{ fault: 'refused' }, refuses]);
  });

  const lookups: { name: string; resolve: () => Promise<string[]>; fault: string }[] = [
    { name: 'does not exist', resolve: () => Promise.reject(failure('ENOTFOUND')), fault: 'name not found' },
    { name: 'has no address', resolve: () => Promise.resolve([]), fault: 'name not found' },
    { name: 'is not answered for', resolve: () => new Promise(() => undefined), fault: 'name lookup timed out' },
    { name: 'has a failing server', resolve: () => Promise.reject(failure('ESERVFAIL')), fault: 'name lookup failed: ESERVFAIL' }, // prettier-ignore
  ];
  for (const { name, resolve, fault } of lookups) {
    it(`says ${fault} where a name ${name}`, async () => {
      const attempt = await client({ resolve }).deliver(delivery('http://p.example/'));
      assert.deepEqual([attempt.result, attempt.blocked, attempt.reply], [{ fault }, false, '']);
    });
  }

  describe('over TLS', () => {
    let certificate: Certificate;
    before(() => (certificate = makeCertificate()));
    const resolve = names({ 'other.example': ['127.0.0.1'] });
    // A handshake costs processor time, and a busy machine has little of it.
    const unhurried = { deadlines: { connectMs: 20_000, totalMs: 20_000 } };
    const send = async (url: string, ca?: string): Promise<Attempt['result']> =>
      (await client({ ...unhurried, resolve, ...(ca && { agentOptions: { connect: { ca } } }) }).deliver(delivery(url)))
        .result;

    it('delivers by name and by address where the certificate is right', async () => {
      const { port } = await receive({ certificate });
      assert.deepEqual(await send(`https://localhost:${port}/`, certificate.cert), { status: 200 });
      assert.deepEqual(await send(`https://127.0.0.1:${port}/`, certificate.cert), { status: 200 });
    });
    it('asks for the name without the dot at its end', async () => {
      const { port, serverNames } = await receive({ certificate });
      assert.deepEqual(await send(`https://localhost.:${port}/`, certificate.cert), { status: 200 });
      assert.deepEqual(serverNames, ['localhost']);
    });
    it('tries the other address next time where the certificate at the first one is faulty', async () => {
      const { port } = await receive({ certificate, host: '127.0.0.3' });
      await receive({ certificate: makeCertificate(), host: '127.0.0.2', port });
      const deliverer = client({
        ...unhurried,
        resolve: names({ 'p.example': ['127.0.0.2', '127.0.0.3'] }),
        agentOptions: { connect: { ca: certificate.cert, checkServerIdentity: () => undefined } },
      });
      const to = delivery(`https://p.example:${port}/`);
      const { result, address } = await deliverer.deliver(to);
      assert.deepEqual([result, address], [{ fault: 'tls: DEPTH_ZERO_SELF_SIGNED_CERT' }, '127.0.0.2']);
      assert.deepEqual((await deliverer.deliver(to)).result, { status: 200 });
    });
    it('sends nothing where the certificate is not trusted', async () => {
      const receiver = await receive({ certificate });
      const result = await send(`https://localhost:${receiver.port}/`);
      assert.deepEqual(result, { fault: 'tls: DEPTH_ZERO_SELF_SIGNED_CERT' });
      assert.deepEqual(receiver.requests, []);
    });
    it('sends nothing where the certificate is of another name', async () => {
      const receiver = await receive({ certificate });
      const result = await send(`https://other.example:${receiver.port}/`, certificate.cert);
      assert.deepEqual(result, { fault: 'tls: ERR_TLS_CERT_ALTNAME_INVALID' });
      assert.deepEqual(receiver.requests, []);
    });
    it('says tls where the other side does not speak it', async () => {
      const { port } = await receive({ reply: () => '' });
      const { port: talker } = await receive();
      const { result } = await client().deliver(delivery(`https://127.0.0.1:${port}/`));
      assert.deepEqual(result, { fault: 'connect timed out' });
      assert.deepEqual(await send(`http://127.0.0.1:${talker}/`), { status: 200 });
    });
    it('has a fault where it speaks plain HTTP to TLS', async () => {
      const { port } = await receive({ certificate });
      const result = await send(`http://127.0.0.1:${port}/`);
      assert.ok('fault' in result);
      assert.match(result.fault, /^(closed|reset|invalid response)$/);
    });
  });
});

const failure = (code: string): Error => Object.assign(new Error(code), { code, syscall: 'queryA' });
