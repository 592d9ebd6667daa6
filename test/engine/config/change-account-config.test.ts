import assert from 'node:assert/strict';
import { readAccountConfig } from '../../../engine/config/account-config.js';
import { changeAccountConfig } from '../../../engine/config/change-account-config.js';

describe('changeAccountConfig', () => {
  it('changes several keys together, so that each may need the other', () => {
    const result = changeAccountConfig('not_headers|X-A,1', [
      ['not_headers', 'X-A;1,2'],
      ['not_sep', ';'],
    ]);
    assert.deepEqual(result, { text: 'not_headers|X-A;1,2|not_sep|;' });
  });

  it('removes a key whose value is null and keeps the place of the others', () => {
    assert.deepEqual(
      changeAccountConfig('a|1|b|2|c|3', [
        ['b', null],
        ['c', '4'],
      ]),
      { text: 'a|1|c|4' },
    );
  });

  it('reports every fault at once and changes nothing', () => {
    const result = changeAccountConfig('a|1', [
      ['url', 'nowhere'],
      ['http_err', '42'],
      ['vendor', 'x|y'],
    ]);
    assert.deepEqual('faults' in result && result.faults.map((fault) => fault.key).sort(), [
      'http_err',
      'url',
      'vendor',
    ]);
  });

  it('refuses a key changed twice', () => {
    assert.ok(
      'faults' in
        changeAccountConfig('', [
          ['rdc', 'a'],
          ['rdc', 'b'],
        ]),
    );
  });

  it('refuses a url with something like a placeholder, but leaves a stored one in use', () => {
    const url = 'https://p.example/{id}';
    assert.deepEqual(changeAccountConfig('ver|1', [['url', url]]), {
      faults: [
        {
          key: 'url',
          detail:
            'must not hold "{id}", which would be called literally: the application id is written [___APP_ID___], ' +
            'its brackets percent-encoded or not',
        },
      ],
    });
    assert.deepEqual(changeAccountConfig(`url|${url}`, [['cmp', '0']]), { text: `url|${url}|cmp|0` });
    assert.equal(readAccountConfig(`url|${url}`).url, url);
    assert.deepEqual(changeAccountConfig(`url|${url}`, [['url', null]]), { text: '' });
    const encoded = 'https://p.example/%5b___APP_ID___%5D';
    assert.deepEqual(changeAccountConfig('', [['url', encoded]]), { text: `url|${encoded}` });
  });

  it('refuses the mask of a secret as its value', () => {
    for (const change of [
      ['auth', '********'],
      ['not_headers', 'X-A;********;X-B;new'],
    ] as const) {
      const result = changeAccountConfig('auth|user:pass|not_headers|X-A;old|not_sep|;', [change]);
      assert.ok('faults' in result);
      assert.deepEqual(result.faults, [{ key: change[0], detail: 'must not hold the mask that is shown in place of a secret' }]); // prettier-ignore
    }
  });
});

describe('changeAccountConfig, setting one key', () => {
  const setConfigValue = (text: string, key: string, value: string) => changeAccountConfig(text, [[key, value]]);

  it('keeps the place of an existing key and unknown keys', () => {
    assert.deepEqual(setConfigValue('x|1|rdc|a|y|2', 'rdc', 'b'), { text: 'x|1|rdc|b|y|2' });
  });

  it('appends a new key, known or not', () => {
    assert.deepEqual(setConfigValue('x|1', 'rdc', 'b'), { text: 'x|1|rdc|b' });
    assert.deepEqual(setConfigValue('', 'vendor', ''), { text: 'vendor|' });
  });

  const refused: { name: string; stored: string; key: string; value: string; faults: string[] }[] = [
    { name: 'an invalid value', stored: '', key: 'ver', value: '2', faults: ['ver'] },
    { name: 'an invalid value in place of another', stored: 'ver|3', key: 'ver', value: '2', faults: ['ver'] },
    { name: 'a pipe in a value', stored: '', key: 'auth', value: 'a|b', faults: ['auth'] },
    { name: 'a pipe in a key', stored: '', key: 'a|b', value: '', faults: ['a|b'] },
    { name: 'an empty key', stored: 'a|1', key: '', value: '', faults: [''] },
    { name: 'a separator that breaks the headers', stored: 'not_headers|X-A,1', key: 'not_sep', value: ';', faults: ['not_headers'] }, // prettier-ignore
    { name: 'a stored text that is no config string', stored: 'a|1|b', key: 'rdc', value: 'x', faults: [''] },
  ];
  for (const { name, stored, key, value, faults } of refused) {
    it(`refuses ${name}`, () => {
      const result = setConfigValue(stored, key, value);
      assert.ok('faults' in result);
      assert.deepEqual(result.faults.map((fault) => fault.key), faults); // prettier-ignore
    });
  }

  it('says where an unreadable stored text is broken', () => {
    const result = setConfigValue('a|1|b', 'rdc', 'x');
    assert.ok('faults' in result);
    assert.match(result.faults[0]!.detail, /stored config.*part 3/);
  });

  it('lets faults of other keys that were there before be corrected one by one', () => {
    assert.deepEqual(setConfigValue('url|nowhere|ver|7', 'ver', '1'), { text: 'url|nowhere|ver|1' });
  });
});

describe('changeAccountConfig, removing one key', () => {
  const unsetConfigValue = (text: string, key: string) => changeAccountConfig(text, [[key, null]]);

  it('takes out the key and nothing else', () => {
    assert.deepEqual(unsetConfigValue('x|1|rdc|a|y|2', 'rdc'), { text: 'x|1|y|2' });
  });

  it('changes nothing where the key is not there', () => {
    assert.deepEqual(unsetConfigValue('x|1', 'rdc'), { text: 'x|1' });
  });

  it('refuses a stored text that is no config string', () => {
    assert.ok('faults' in unsetConfigValue('x', 'x'));
  });

  it('refuses to take away the separator the headers are written with', () => {
    const result = unsetConfigValue('not_sep|;|not_headers|X-A;1', 'not_sep');
    assert.ok('faults' in result);
    assert.deepEqual(result.faults.map((fault) => fault.key), ['not_headers']); // prettier-ignore
    assert.match(result.faults[0]!.detail, /change not_sep and not_headers in one step$/);
  });
});
