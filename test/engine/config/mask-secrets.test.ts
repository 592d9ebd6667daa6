import assert from 'node:assert/strict';
import fc from 'fast-check';
import { checkAccountConfig } from '../../../engine/config/account-config.js';
import { parseConfigString } from '../../../engine/config/config-string.js';
import { holdsMask, maskSecrets } from '../../../engine/config/mask-secrets.js';

const shown = (text: string) => {
  const parsed = parseConfigString(text);
  assert.ok('pairs' in parsed);
  return maskSecrets(parsed.pairs).flat().join('|');
};

describe('maskSecrets', () => {
  const cases: { name: string; stored: string; is: string }[] = [
    { name: 'auth where it has a value', stored: 'url|u|auth|u:p', is: 'url|u|auth|********' },
    { name: 'nothing that is empty', stored: 'auth||not_headers||x|y', is: 'auth||not_headers||x|y' },
    {
      name: 'the value of each header, but no name',
      stored: 'not_headers|X-A,1,X-B,,X-C,3',
      is: 'not_headers|X-A,********,X-B,,X-C,********',
    },
    {
      name: 'by the separator of the same config, wherever it is',
      stored: 'not_headers|X-A;1,X-B,2;X-C;3|not_sep|;',
      is: 'not_headers|X-A;********;X-C;********|not_sep|;',
    },
    { name: 'all of what cannot be read', stored: 'not_headers|hush|not_sep|;', is: 'not_headers|********|not_sep|;' },
    {
      name: 'all where the mask would be cut',
      stored: 'not_headers|A*hush|not_sep|*',
      is: 'not_headers|********|not_sep|*',
    },
    {
      name: 'all where the masks are too long',
      stored: `not_headers|${'A,1,'.repeat(9_999)}A,1`,
      is: 'not_headers|********',
    },
  ];
  for (const { name, stored, is } of cases) it(`masks ${name}`, () => assert.equal(shown(stored), is));

  it('shows no part of a secret, whatever the config', () => {
    const secret = fc.stringMatching(/^[hush]{4,}$/);
    const value = fc.tuple(fc.constantFrom('', 'a', ',', ';', ':'), secret).map((parts) => parts.join(''));
    const pair = fc.oneof(
      value.map((text) => ['auth', text] as const),
      fc.tuple(fc.constantFrom('X-A,', 'X-A;', 'X-A,1,X-B,', ''), value).map(([name, text]) => ['not_headers', name + text] as const), // prettier-ignore
      fc.constantFrom(',', ';', ':', '*', '').map((text) => ['not_sep', text] as const),
    );
    fc.assert(
      fc.property(fc.uniqueArray(pair, { selector: ([key]) => key }), (pairs) => {
        assert.doesNotMatch(JSON.stringify(maskSecrets(pairs)), /[hush]{4}/);
      }),
      { numRuns: 500 },
    );
  });

  it('is known again by holdsMask, in whatever form it was shown', () => {
    const configs = ['auth|a:b', 'not_headers|X-A,1', 'not_headers|X-A;1;X-B;2|not_sep|;', 'not_headers|A*b|not_sep|*'];
    for (const config of configs) {
      const parsed = parseConfigString(config);
      assert.ok('pairs' in parsed);
      const separator = new Map(parsed.pairs).get('not_sep') ?? ',';
      const held = (pairs: typeof parsed.pairs) => pairs.some(([key, value]) => holdsMask(key, value, separator));
      assert.deepEqual([held(parsed.pairs), held(maskSecrets(parsed.pairs))], [false, true], config);
      assert.deepEqual(checkAccountConfig(parsed.pairs), []);
    }
    assert.equal(holdsMask('rdc', '********', ','), false);
  });
});
