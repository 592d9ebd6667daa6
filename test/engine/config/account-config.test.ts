import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ACCOUNT_CONFIG_FIELDS, checkAccountConfig, readAccountConfig } from '../../../engine/config/account-config.js';
import { parseConfigString, writeConfigString, type ConfigPair } from '../../../engine/config/config-string.js';

const DEFAULTS = {
  ver: '1',
  url: undefined,
  extNotify: false,
  auth: undefined,
  rdc: undefined,
  cmp: 'pipe',
  method: 'PATCH',
  headers: [],
  retriedStatuses: [],
  appUrlOrigins: [],
  maxOrdersDay: 10_000,
  maxInvitationsDay: 10_000,
  testInvites: false,
  expiryDays: 3650,
  remindAfter: undefined,
  remindBefore: undefined,
};

const headers = (count: number): string => new Array<string>(count).fill('X-A,1').join();

const VALUES: Record<string, { valid: string[]; invalid: string[] }> = {
  ver: { valid: ['1'], invalid: ['', '0', '2', '01', '1 '] },
  url: {
    valid: ['https://partner.example/hook', 'HTTP://partner.example:8080/a?b=[___APP_ID___]', 'http://[::1]/'],
    invalid: ['', 'ftp://partner.example/', 'https://u:p@partner.example/', 'partner.example', 'http://a b/'],
  },
  ext_notify: { valid: ['yes', 'no', ''], invalid: ['y|s'] },
  auth: { valid: ['user:pass:word', '', 'Zoë:日本'], invalid: ['a\nb', 'a\u007f', 'user|word'] },
  rdc: { valid: ['main reducer'], invalid: ['', 'a\tb'] },
  cmp: { valid: ['1', '0', '', 'x'], invalid: ['1|'] },
  not_method: { valid: ['1', '2', '3', '', 'x'], invalid: ['|'] },
  not_headers: {
    valid: ['', 'X-A,1', 'X-A,,x-b,2', headers(100)],
    invalid: ['X-A', 'X A,1', ',1', 'X-A,a\r\nB', 'hOST,a', 'Content-Length,1', 'transfer-encoding,x', 'Connection,x', headers(101)], // prettier-ignore
  },
  // Other separators can leave the headers above valid or make them empty. They have their own tests.
  not_sep: { valid: [','], invalid: ['', ';;', '|', 'e\u0301'] },
  http_err: { valid: ['', '100', '500,502,599'], invalid: ['99', '600', '500,', '500, 502', '5xx', '0500'] },
  app_url_origins: {
    valid: ['', 'https://a.example', 'https://a.example:8443,http://127.0.0.1:8090,http://[::1],http://localhost'],
    invalid: [
      'https://a.example/',
      'http://a.example',
      'https://a.example, https://b.example',
      '*',
      'https://a.example|',
    ],
  },
  expiry_days: { valid: ['1', '14', '3650'], invalid: ['', '0', '-1', '014', '3651', '1.5', '1e3', '99999'] },
  remind_after: { valid: ['1', '3650'], invalid: ['', '0', '3651', '1.5', 'never'] },
  remind_before: { valid: ['1', '3650'], invalid: ['', '0', '-2', '03'] },
  max_orders_day: { valid: ['0', '1', '10000', '999999999'], invalid: ['', '-1', '01', '1.5', '1e3', '1000000000'] },
  max_invitations_day: { valid: ['0', '999999999'], invalid: ['', ' 1', '+1', 'none'] },
  test_invites: { valid: ['yes', 'no'], invalid: ['', 'Yes', 'true', '1'] },
};

const oneOf = (values: string[]) => fc.constantFrom(...values);

describe('ACCOUNT_CONFIG_FIELDS', () => {
  it('has one entry for each key of the contract', () => {
    assert.deepEqual(ACCOUNT_CONFIG_FIELDS.map(({ name }) => name).sort(), Object.keys(VALUES).sort());
  });

  it('marks what only the receiver may know as secret', () => {
    const secrets = ACCOUNT_CONFIG_FIELDS.filter(({ secret }) => secret).map(({ name }) => name);
    assert.deepEqual(secrets, ['auth', 'not_headers']);
  });
});

describe('checkAccountConfig', () => {
  for (const [key, { valid, invalid }] of Object.entries(VALUES)) {
    for (const value of valid) {
      it(`accepts ${key} ${JSON.stringify(value)}`, () => assert.deepEqual(checkAccountConfig([[key, value]]), []));
    }
    for (const value of invalid) {
      it(`refuses ${key} ${JSON.stringify(value)}`, () => {
        const faults = checkAccountConfig([[key, value]]);
        assert.deepEqual(faults.map((fault) => fault.key), [key]); // prettier-ignore
        assert.match(faults[0]!.detail, /^must /);
      });
    }
  }

  it('names every invalid field at once and no other, in any order and among unknown keys', () => {
    const field = (key: string) =>
      fc.oneof(
        oneOf(VALUES[key]!.valid).map((value) => ({ key, value, bad: false })),
        oneOf(VALUES[key]!.invalid).map((value) => ({ key, value, bad: true })),
      );
    const anyConfig = fc
      .shuffledSubarray([...Object.keys(VALUES), 'vendor_key', '__proto__'])
      .chain((keys) =>
        fc.tuple(
          ...keys.map((key) =>
            Object.hasOwn(VALUES, key) ? field(key) : fc.constant({ key, value: '\u0001', bad: false }),
          ),
        ),
      );
    fc.assert(
      fc.property(anyConfig, (entries) => {
        const faults = checkAccountConfig(entries.map(({ key, value }) => [key, value]));
        assert.deepEqual(
          faults.map(({ key }) => key),
          entries.filter(({ bad }) => bad).map(({ key }) => key),
        );
      }),
      { numRuns: 500 },
    );
  });

  it('leaves nothing that could not be written, whatever keys and values are given', () => {
    const text = fc.oneof(fc.string(), fc.constantFrom('a', 'url', 'x|y', '|', ''));
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text)), (pairs) => {
        if (checkAccountConfig(pairs).length > 0) return;
        assert.deepEqual(parseConfigString(writeConfigString(pairs)), { pairs });
      }),
    );
  });

  it('finds an empty, a repeated and a piped key', () => {
    const pairs: ConfigPair[] = [['', '1'], ['a', '1'], ['a', '2'], ['b|c', '1']]; // prettier-ignore
    assert.deepEqual(checkAccountConfig(pairs).map(({ key }) => key), ['', 'a', 'b|c']); // prettier-ignore
  });

  it('checks the headers with the separator of the same config, also one outside the BMP', () => {
    for (const separator of [';', '😀', ':']) {
      const text = ['X-A', 'a,b', 'X-B', ''].join(separator);
      assert.deepEqual(checkAccountConfig([['not_headers', text], ['not_sep', separator]]), []); // prettier-ignore
    }
    assert.equal(checkAccountConfig([['not_headers', 'X-A,1'], ['not_sep', ';']]).length, 1); // prettier-ignore
  });

  it('never repeats a value', () => {
    const pairs = Object.keys(VALUES).map((key): ConfigPair => [key, 'hunter2\u0000|,hunter2']);
    assert.doesNotMatch(JSON.stringify(checkAccountConfig(pairs)), /hunter2/);
  });
});

describe('readAccountConfig', () => {
  it('reads every field', () => {
    const text =
      'ver|1|url|https://p.example/|ext_notify|yes|auth|u:p|rdc|main|cmp|0|not_method|1|not_headers|X-A;1,5;X-B;|not_sep|;|http_err|503,500,503' +
      '|app_url_origins|HTTPS://Bücher.example:443,http://127.1:8090,https://xn--bcher-kva.example' +
      '|max_orders_day|500|max_invitations_day|0|test_invites|yes|expiry_days|14|remind_after|3|remind_before|2';
    assert.deepEqual(readAccountConfig(text), {
      ver: '1',
      url: 'https://p.example/',
      extNotify: true,
      auth: 'u:p',
      rdc: 'main',
      cmp: 'array',
      method: 'POST',
      headers: [['X-A', '1,5'], ['X-B', '']], // prettier-ignore
      retriedStatuses: [503, 500],
      appUrlOrigins: ['https://xn--bcher-kva.example', 'http://127.0.0.1:8090'],
      maxOrdersDay: 500,
      maxInvitationsDay: 0,
      testInvites: true,
      expiryDays: 14,
      remindAfter: 3,
      remindBefore: 2,
    });
  });

  const defaulted: Record<string, string> = {
    'an empty text': '',
    'a text that is no config string': 'url|https://p.example/|auth',
    'unknown keys only': 'a|1|__proto__|2',
    'only invalid values': writeConfigString(
      Object.entries(VALUES).flatMap(([key, { invalid }]): ConfigPair[] => {
        const value = invalid.find((candidate) => !candidate.includes('|'));
        return value === undefined ? [] : [[key, value]];
      }),
    ),
  };
  for (const [name, text] of Object.entries(defaulted)) {
    it(`gives the defaults for ${name}`, () => assert.deepEqual(readAccountConfig(text), DEFAULTS));
  }

  it('keeps the valid values beside an invalid one', () => {
    assert.deepEqual(readAccountConfig('url|nowhere|rdc|main|http_err|x'), { ...DEFAULTS, rdc: 'main' });
  });

  it('takes an empty auth for none', () => assert.deepEqual(readAccountConfig('auth|'), DEFAULTS));

  it('takes 2 for GET and cmp 1 for the pipe string', () => {
    assert.deepEqual(readAccountConfig('not_method|2|cmp|1'), { ...DEFAULTS, method: 'GET' });
  });
});
