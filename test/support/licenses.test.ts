import assert from 'node:assert/strict';
import { unfitLicenses } from './licenses.js';

const lockOf = (license: string | undefined, dev?: true) => ({
  packages: {
    '': { version: '1.0.0' },
    'node_modules/a/node_modules/@b/c': { version: '2.0.0', ...(license && { license }), ...(dev && { dev }) },
  },
});

describe('the check of licences', () => {
  const allowed = ['MIT', 'Apache-2.0', '(MIT OR GPL-3.0-only)', '(MIT AND Zlib)', 'GPL-3.0-only AND Zlib OR MIT'];
  for (const license of allowed) {
    it(`allows ${license}`, () => assert.deepEqual(unfitLicenses(lockOf(license)), []));
  }

  const refused = [
    'GPL-3.0-only',
    'MIT AND GPL-3.0-only',
    '(GPL-2.0-only OR AGPL-3.0-only)',
    'GPL-2.0-only WITH Classpath-exception-2.0',
    '(MIT AND GPL-3.0-only) OR AGPL-3.0-only',
    '(GPL-2.0-only OR MIT OR AGPL-3.0-only) AND GPL-3.0-only',
    '(MIT OR GPL-2.0-only) AND (MIT OR AGPL-3.0-only)',
    'SEE LICENSE IN LICENSE.md',
    'UNLICENSED',
  ];
  for (const license of refused) {
    it(`refuses ${license}, and names the package`, () => {
      assert.deepEqual(unfitLicenses(lockOf(license)), [`@b/c@2.0.0: ${license} is not allowed in what runs`]);
    });
  }

  it('refuses a package that names none', () => {
    assert.deepEqual(unfitLicenses(lockOf(undefined)), ['@b/c@2.0.0: no licence is not allowed in what runs']);
  });

  it('allows a few more for what only builds, but not all', () => {
    assert.equal(unfitLicenses(lockOf('MPL-2.0')).length, 1);
    assert.deepEqual(unfitLicenses(lockOf('MPL-2.0', true)), []);
    assert.deepEqual(unfitLicenses(lockOf('GPL-3.0-only', true)), [
      '@b/c@2.0.0: GPL-3.0-only is not allowed in what builds',
    ]);
  });

  it('counts what is delivered in the page of the console as what runs, with all that it needs', () => {
    const dev = true as const;
    const packages = {
      'node_modules/react-dom': { version: '1.0.0', license: 'MIT', dev, dependencies: { scheduler: '*' } },
      'node_modules/scheduler': { version: '2.0.0', license: 'MPL-2.0', dev },
      'node_modules/react-dom/node_modules/scheduler': { version: '3.0.0', license: 'MPL-2.0', dev },
    };
    assert.deepEqual(unfitLicenses({ packages }), ['scheduler@3.0.0: MPL-2.0 is not allowed in what runs']);
  });
});
