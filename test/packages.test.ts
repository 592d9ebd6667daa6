import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../src/document/openapi.js';
import { unfitNode } from '../src/unfit-node.js';
import { type Lock, unfitLicenses } from './support/licenses.js';
import { addressesIn, withLockMarks } from './support/lock-marks.js';

const read = (name: string): string => readFileSync(join(packageRoot(), name), 'utf8');

describe('the packages', () => {
  const lock = read('package-lock.json');
  const { engines } = JSON.parse(read('package.json')) as { engines: { node: string } };

  for (const path of ['package-lock.json', 'test/smoke/clients/package-lock.json']) {
    it(`are locked without the address of a registry: ${path}`, () => assert.deepEqual(addressesIn(read(path)), []));
  }

  it('have licences that are allowed where they are used', () => {
    assert.deepEqual(unfitLicenses(JSON.parse(lock) as Lock), []);
  });

  it('are locked with the mark that keeps npm from compiling (npm run generate writes it)', () => {
    assert.equal(withLockMarks(lock), lock);
  });

  it('are locked so that the driver for Node.js 20 is for it alone', () => {
    const { packages } = JSON.parse(lock) as { packages: Record<string, { optional?: true; engines?: object }> };
    const driver = packages['node_modules/embedded-driver-node-20'];
    assert.deepEqual([driver?.optional, driver?.engines], [true, { node: '20.x' }]);
  });

  it('name, in engines, the versions of Node.js that the program accepts', () => {
    const named = engines.node.split(' || ').map((range) => /^(\^|>=)(\d+)\.?(\d*)/.exec(range)!.slice(1));
    const accepted = (major: number, minor: number) =>
      named.some(([sign, from, least]) =>
        sign === '^' ? major === Number(from) && minor >= Number(least) : major >= Number(from),
      );
    for (let major = 14; major < 40; major++) {
      for (let minor = 0; minor < 30; minor++) {
        const version = `${major}.${minor}.1`;
        assert.equal(unfitNode(version) === undefined, accepted(major, minor), version);
      }
    }
  });
});
