import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ACCOUNT_CONFIG_FIELDS } from '../../../../engine/config/account-config.js';
import { changeAccountConfig } from '../../../../engine/config/change-account-config.js';
import { configWarnings } from '../../../../engine/config/warnings/config-warnings.js';
import { hasPipe } from '../../../../engine/config/config-string.js';

type Values = Record<string, string | null>;

/** The warnings of a change of a stored config. */
function warningsOf(set: Values, { stored = '', reducers = ['main', 'other'] } = {}) {
  const changed = changeAccountConfig(stored, Object.entries(set));
  assert.ok('text' in changed, JSON.stringify(changed));
  const positions = [
    { aname: 'Sales', reducers: reducers.map((name) => ({ name })), mainReducer: 'main' },
    { aname: 'Only', reducers: reducers.slice(0, 1).map((name) => ({ name })) },
  ];
  return configWarnings({ before: stored, after: changed.text, keys: Object.keys(set), positions });
}

const URL = 'https://p.example/done';

describe('configWarnings of what is valid but not meant', () => {
  const warned: { set: Values; stored?: string; reducers?: string[]; key: string; says: RegExp }[] = [
    ...['POST', 'post', 'GET', 'PUT', '01', '1 ', ' 2', 'yes'].map((value) => ({
      set: { not_method: value },
      key: 'not_method',
      says: /neither 1 \(POST\) nor 2 \(GET\), so notifications are sent by PATCH$/,
    })),
    ...['http://p.example/done', 'HTTP://app-[___APP_ID___].p.example'].map((value) => ({
      set: { url: value, http_err: '500' },
      key: 'url',
      says: /go over http, so everybody on the way can read them/,
    })),
    ...['true', 'Yes', 'YES', '1', 'on', 'y', ' yes', 'json'].map((value) => ({
      set: { ext_notify: value },
      key: 'ext_notify',
      says: /only the value yes asks .* sent without one$/,
    })),
    ...['yes', 'true', 'pipe', '01', ' 1'].map((value) => ({
      set: { cmp: value },
      key: 'cmp',
      says: /only the value 1 asks .* as a JSON array$/,
    })),
    ...['hush', 'Basic YW5uOmh1c2g=', 'YW5uOmh1c2g='].map((value) => ({
      set: { auth: value },
      key: 'auth',
      says: /^the value has no colon, so .*user:password/,
    })),
    ...[
      { set: { remind_after: '14' }, stored: 'expiry_days|14', key: 'remind_after' },
      { set: { expiry_days: '2' }, stored: 'remind_before|2', key: 'remind_before' },
      { set: { remind_before: '3650' }, key: 'remind_before' },
    ].map((one) => ({
      ...one,
      says: /^applications expire \d+ days after their order, so nobody gets this reminder$/,
    })),
    {
      set: { rdc: 'nosuch' },
      key: 'rdc',
      says: /no main score\. Its positions have main, other$/,
    },
    { set: { rdc: 'other' }, key: 'rdc', says: /^scores and reports of "Only" have no main score: .* There are main$/ },
    { set: { rdc: 'main' }, reducers: [], key: 'rdc', says: /no position with a reducer, so .* no main score$/ },
    { set: { http_err: '' }, key: 'http_err', says: /^no status is listed, so every answer but 200 is final: .*500/ },
    { set: { url: URL }, key: 'http_err', says: /^no status is listed/ },
    { set: { url: URL }, stored: 'http_err|', key: 'http_err', says: /^no status is listed/ },
    { set: { http_err: null }, stored: `url|${URL}|http_err|500`, key: 'http_err', says: /^no status is listed/ },
    { set: { http_err: '200,500' }, key: 'http_err', says: /^200 means delivered/ },
    {
      set: { not_headers: 'X-A,1,authorization,Bearer hush' },
      stored: 'auth|ann:hush',
      key: 'not_headers',
      says: /^its Authorization is sent in place of auth/,
    },
    {
      set: { auth: 'ann:hush' },
      stored: 'not_sep|;|not_headers|Authorization;Bearer hush',
      key: 'not_headers',
      says: /^its Authorization is sent in place of auth/,
    },
    { set: { not_headers: 'User-Agent,hush,webhook-id,1' }, key: 'not_headers', says: /sets User-Agent and webhook-id itself/ }, // prettier-ignore
    ...Object.entries({
      Url: 'url',
      uri: 'url',
      'http-err': 'http_err',
      httperr: 'http_err',
      http_error: 'http_err',
      http_errors: 'http_err',
      not_header: 'not_headers',
      notheaders: 'not_headers',
      NOT_SEP: 'not_sep',
      ' auth': 'auth',
      app_url_origin: 'app_url_origins',
      ext_notfiy: 'ext_notify',
    }).map(([key, meant]) => ({ set: { [key]: 'hush' }, key, says: new RegExp(`most likely ${meant} is meant$`) })),
  ];
  for (const { set, stored = '', reducers, key, says } of warned) {
    it(`warn of ${JSON.stringify(set)}${stored && ` beside ${stored}`}`, () => {
      const [warning, ...more] = warningsOf(set, { stored, ...(reducers && { reducers }) });
      assert.deepEqual([warning?.key, more], [key, []]);
      assert.match(warning!.detail, says);
      assert.doesNotMatch(warning!.detail, /hush|YW5u/);
    });
  }

  const quiet: { set: Values; stored?: string }[] = [
    ...['1', '2', '3', '0', '', 'PATCH', 'patch', null].map((value) => ({ set: { not_method: value } })),
    ...['yes', 'no', 'No', 'false', '', '0', null].map((value) => ({ set: { ext_notify: value } })),
    ...['1', '0', '', 'array', 'no', null].map((value) => ({ set: { cmp: value } })),
    ...['ann:hush', ':', ''].map((value) => ({ set: { auth: value } })),
    { set: { rdc: 'main' } },
    { set: { rdc: null }, stored: 'rdc|nosuch' },
    { set: { url: URL, http_err: '500' } },
    { set: { url: URL }, stored: 'http_err|500' },
    { set: { url: null, http_err: null }, stored: `url|${URL}|http_err|500` },
    { set: { http_err: null }, stored: 'http_err|500' },
    { set: { not_headers: 'Authorization,Bearer x' }, stored: 'auth|' },
    { set: { not_headers: 'X-A,1,Content-Type,text/json' }, stored: 'auth|ann:hush' },
    ...['x_old', 'vendor_key', 'callback', 'version', 'notes'].map((key) => ({ set: { [key]: '1' } })),
    { set: { Url: null }, stored: 'Url|x' },
    // What was so before is no news when another key changes.
    {
      set: { ver: '1' },
      stored: `url|${URL}|not_method|POST|ext_notify|true|cmp|yes|auth|hush|rdc|nosuch|not_headers|Authorization,x|Urls|y`,
    },
  ];
  for (const { set, stored = '' } of quiet) {
    it(`have nothing to say of ${JSON.stringify(set)}${stored && ` beside ${stored}`}`, () => {
      assert.deepEqual(warningsOf(set, { stored }), []);
    });
  }

  it('come all together, each key known to the change', () => {
    const set = {
      url: URL,
      not_method: 'POST',
      ext_notify: 'true',
      cmp: 'yes',
      auth: 'hush',
      rdc: 'x',
      not_header: '',
    };
    const keys = warningsOf(set).map(({ key }) => key);
    assert.deepEqual(keys, ['http_err', 'not_method', 'ext_notify', 'cmp', 'auth', 'rdc', 'not_header']);
  });

  it('never repeat a value, and fit into an answer', () => {
    const secret = fc.stringMatching(/^[hush]{4,8}$/);
    const names = fc.constantFrom('Authorization', 'User-Agent', 'X-A');
    const values: Record<string, fc.Arbitrary<string>> = {
      auth: secret,
      not_headers: fc.tuple(names, secret).map((parts) => parts.join(',')),
      not_method: secret,
      ext_notify: secret,
      cmp: secret,
      rdc: secret,
      Auth: secret,
      not_header: secret,
      url: secret.map((text) => `https://p.example/${text}?${text}`),
    };
    const change = fc.record(values, { requiredKeys: [] }).map((set) => set as Values);
    fc.assert(
      fc.property(change, change, (stored, set) => {
        const before = changeAccountConfig('', Object.entries(stored));
        assert.ok('text' in before);
        const warnings = warningsOf(set, {
          stored: before.text,
          reducers: Array.from({ length: 500 }, (_, i) => `r${i}`),
        });
        assert.doesNotMatch(JSON.stringify(warnings), /[hush]{4}/);
        for (const { key, detail } of warnings) assert.ok(detail.length <= 1024 && !hasPipe(key));
      }),
    );
    const many = Object.fromEntries(
      Array.from({ length: 200 }, (_, i) => [`url${String.fromCharCode(0x100 + i)}`, '']),
    );
    assert.equal(warningsOf(many).length, 100);
  });

  it('suggest only keys that there are', () => {
    const known = ACCOUNT_CONFIG_FIELDS.map(({ name }) => name);
    for (const name of known) assert.deepEqual(warningsOf({ [`${name}_`]: '' }).map(({ key }) => key), [`${name}_`]); // prettier-ignore
  });
});
