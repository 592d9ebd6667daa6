import assert from 'node:assert/strict';
import { replaceConfig } from '../../../../routes/admin/config/replace-config.js';

const STORED = 'url|http://10.0.0.1/|cmp|0';
const context = { refusalOfUrl: (url: string) => (url.includes('//10.') ? 'it is a private address' : undefined) };

describe('replaceConfig', () => {
  it('refuses a new url that may not be called, beside the other faults', () => {
    const fields = [
      { key: 'ver', value: '2' },
      { key: 'url', value: 'http://10.0.0.2/' },
    ];
    assert.deepEqual(replaceConfig(STORED, fields, context), {
      faults: [
        { pointer: '/fields/0', detail: 'ver: must be 1' },
        { pointer: '/fields/1', detail: 'url: may not be called: it is a private address (NOTIFY_ALLOW_CIDRS of the gateway)' }, // prettier-ignore
      ],
    });
  });

  it('leaves a stored url alone, and says one fault of a url that has another', () => {
    const kept = [{ key: 'url', value: 'http://10.0.0.1/' }];
    assert.deepEqual(replaceConfig(STORED, kept, context), { text: 'url|http://10.0.0.1/', keys: ['cmp'] });
    const faulty = replaceConfig(STORED, [{ key: 'url', value: 'http://u@10.0.0.1/' }], context);
    assert.equal('faults' in faulty && faulty.faults.length, 1);
  });
});
