import assert from 'node:assert/strict';
import { clientNetworks } from '../../../engine/sign-in/client-networks.js';

const IPV6 = { host: '20010db800011234/64', around: ['20010db8000112/56', '20010db80001/48'] };

describe('clientNetworks', () => {
  for (const { address, networks } of [
    { address: '192.0.2.1', networks: { host: '192.0.2.1', around: ['192.0.2.0/24'] } },
    { address: '::ffff:192.0.2.1', networks: { host: '192.0.2.1', around: ['192.0.2.0/24'] } },
    { address: '2001:db8:1:1234::1', networks: IPV6 },
    { address: '2001:db8:1:1234:ffff:ffff:ffff:ffff', networks: IPV6 },
    {
      address: 'fe80::1%eth0',
      networks: { host: 'fe80000000000000/64', around: ['fe800000000000/56', 'fe8000000000/48'] },
    },
    { address: '', networks: { host: '', around: [] } },
    { address: 'no address', networks: { host: 'no address', around: [] } },
  ]) {
    it(`knows those of ${address || 'a socket that is closed'}`, () =>
      assert.deepEqual(clientNetworks(address), networks));
  }
});
