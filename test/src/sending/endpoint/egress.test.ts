import assert from 'node:assert/strict';
import { egressGuard } from '../../../../src/sending/endpoint/egress.js';

const refused: [address: string, says: RegExp][] = [
  ['127.0.0.1', /loopback/],
  ['127.255.255.254', /loopback/],
  ['0.0.0.0', /this network/],
  ['0.1.2.3', /this network/],
  ['10.0.0.1', /private/],
  ['172.16.0.1', /private/],
  ['172.31.255.255', /private/],
  ['192.168.1.1', /private/],
  ['169.254.169.254', /link-local/],
  ['100.64.0.1', /carrier-grade/],
  ['100.127.255.255', /carrier-grade/],
  ['192.0.0.1', /reserved/],
  ['192.0.2.1', /reserved/],
  ['192.88.99.1', /reserved/],
  ['198.18.0.1', /reserved/],
  ['198.19.255.255', /reserved/],
  ['198.51.100.1', /reserved/],
  ['203.0.113.1', /reserved/],
  ['224.0.0.1', /multicast/],
  ['239.255.255.255', /multicast/],
  ['240.0.0.1', /reserved/],
  ['255.255.255.255', /broadcast/],
  ['::', /this network/],
  ['::1', /loopback/],
  ['::127.0.0.1', /no public|reserved/],
  ['::8.8.8.8', /no public|reserved/],
  ['::ffff:127.0.0.1', /loopback/],
  ['::ffff:7f00:1', /loopback/],
  ['::ffff:169.254.169.254', /link-local/],
  ['::ffff:0:127.0.0.1', /no public/],
  ['64:ff9b::7f00:1', /NAT64/],
  ['64:ff9b::8.8.8.8', /NAT64/],
  ['64:ff9b:1::1', /NAT64/],
  ['2002:7f00:1::', /6to4/],
  ['2002:808:808::1', /6to4/],
  ['2001:0:808:808::1', /Teredo/],
  ['2001:2::1', /no public/],
  ['2001:10::1', /no public/],
  ['2001:20::1', /no public/],
  ['2001:1ff::1', /reserved/],
  ['2001:db8::1', /reserved/],
  ['3fff::1', /reserved/],
  ['fe80::1', /link-local/],
  ['fe80::1%eth0', /link-local/],
  ['fec0::1', /no public/],
  ['fc00::1', /private/],
  ['fdff::1', /private/],
  ['ff02::1', /multicast/],
  ['100::1', /no public/],
  ['5f00::1', /no public/],
  ['4000::1', /no public/],
  ['8000::1', /no public/],
  ['localhost', /no address/],
  ['0x7f.1', /no address/],
  ['', /no address/],
];

const permitted = ['8.8.8.8', '1.1.1.1', '172.32.0.1', '100.128.0.1', '::ffff:8.8.8.8', '2606:4700:4700::1111', '2a00:1450::1']; // prettier-ignore

describe('egressGuard', () => {
  const guard = egressGuard({ allowCidrs: [] });

  for (const [address, says] of refused) {
    it(`refuses ${address || 'nothing'}`, () => assert.match(guard.refusal(address, 80) ?? 'permitted', says));
  }
  for (const address of permitted) {
    it(`permits ${address}`, () => assert.equal(guard.refusal(address, 80), undefined));
  }

  describe('with a list of ranges', () => {
    const allowing = egressGuard({ allowCidrs: ['127.0.0.0/8', '10.1.2.3', '10.2.0.0/16', 'fd00:1::/32', '64:ff9b::/96'] }); // prettier-ignore
    for (const address of [
      '127.0.0.1',
      '::ffff:127.0.0.1',
      '10.1.2.3',
      '10.2.255.255',
      'fd00:1::5',
      '64:ff9b::7f00:1',
      '8.8.8.8',
    ]) {
      it(`permits ${address}`, () => assert.equal(allowing.refusal(address, 80), undefined));
    }
    for (const address of [
      '10.1.2.4',
      '10.3.0.0',
      '::1',
      'fd00:2::1',
      '192.168.0.1',
      '169.254.169.254',
      '::127.0.0.1',
    ]) {
      it(`still refuses ${address}`, () => assert.notEqual(allowing.refusal(address, 80), undefined));
    }
    it('opens IPv4 by no range of IPv6', () => {
      assert.match(egressGuard({ allowCidrs: ['::/0'] }).refusal('::ffff:127.0.0.1', 80)!, /loopback/);
    });
  });

  const invalid = ['', 'x', '10.0.0.0/33', '10.0.0.0/', '10.0.0.0/8/8', '10.0.0.1/8', '10.1', '010.0.0.0/8', '::/129', 'fd00::1/32', 'fe80::1%eth0/64', '::ffff:127.0.0.0/104', '10.0.0.0/-1', '10.0.0.0/ 8']; // prettier-ignore
  for (const range of invalid) {
    it(`refuses to start with the range ${JSON.stringify(range)} and names the variable`, () => {
      assert.throws(() => egressGuard({ allowCidrs: ['127.0.0.0/8', range] }), /^Error: NOTIFY_ALLOW_CIDRS .*"/);
    });
  }

  describe('of a gateway that listens on a port', () => {
    const own = { port: 0 };
    const self = egressGuard({
      allowCidrs: ['0.0.0.0/0', '::/0'],
      ownAddresses: own,
      addressesOfThisMachine: () => ['10.0.0.7', '8.8.4.4', 'fd00::7', '::ffff:10.0.0.8'],
    });
    before(() => (own.port = 8080));
    for (const address of [
      '127.0.0.1',
      '127.0.0.2',
      '::1',
      '0.0.0.0',
      '::',
      '::ffff:127.0.0.1',
      '10.0.0.7',
      '10.0.0.8',
      '::ffff:10.0.0.7',
      '8.8.4.4',
      'fd00::7',
      'fd00:0::7',
    ]) {
      it(`refuses ${address} at that port, whatever is allowed`, () => {
        assert.match(self.refusal(address, 8080)!, /itself/);
        assert.equal(self.refusal(address, 8081), undefined);
      });
    }
    it('permits that port of other machines', () => assert.equal(self.refusal('10.0.0.9', 8080), undefined));
    it('knows the addresses of this machine by itself', () => {
      const found = egressGuard({ allowCidrs: ['0.0.0.0/0'], ownAddresses: { port: 80 } });
      assert.match(found.refusal('127.0.0.1', 80)!, /itself/);
    });
  });

  describe('asked about a URL', () => {
    const hosts = ['2130706433', '0177.0.0.1', '0x7f.1', '0x7f000001', '127.1', '127.0.0.1', '0', '0x0', '%31%32%37.0.0.1', '127。0。0。1', '①②⑦.0.0.1', '[::1]', '[::]', '[::127.0.0.1]', '[::ffff:127.0.0.1]', '[0:0:0:0:0:ffff:7f00:1]', '[64:ff9b::7f00:1]', '[2002:7f00:1::]', '[2001:0::1]', '[fe80::1]', '100.64.0.1', '169.254.169.254', '0xa9fea9fe', 'localhost', 'LOCALHOST', 'localhost.', 'a.localhost', '127.0.0.1.', '10.0.0.1:8443']; // prettier-ignore
    for (const host of hosts) {
      it(`refuses http://${host}/`, () => {
        assert.match(guard.refusalOfUrl(`http://${host}/done`) ?? 'permitted', /^\S+ is (a|an|no) .*/);
      });
    }
    for (const url of [
      'https://partner.example/x',
      'http://8.8.8.8/',
      'https://[2606:4700::1111]/',
      'http://[___APP_ID___].example.com/',
      'no url',
    ]) {
      it(`has nothing against ${url}`, () => assert.equal(guard.refusalOfUrl(url), undefined));
    }
    it('also judges a URL that contains the placeholder for an id', () => {
      assert.match(guard.refusalOfUrl('http://10.0.0.1/[___APP_ID___]')!, /private/);
      assert.match(guard.refusalOfUrl('http://[::1]/?id=[___API_ID___]')!, /loopback/);
    });
    it('permits localhost where one of its addresses is allowed', () => {
      assert.equal(egressGuard({ allowCidrs: ['127.0.0.0/8'] }).refusalOfUrl('http://localhost:9/'), undefined);
    });
    it('knows the usual ports', () => {
      const self = egressGuard({ allowCidrs: ['127.0.0.0/8'], ownAddresses: { port: 443 } });
      assert.match(self.refusalOfUrl('https://127.0.0.1/')!, /itself/);
      assert.equal(self.refusalOfUrl('http://127.0.0.1/'), undefined);
    });
  });
});
