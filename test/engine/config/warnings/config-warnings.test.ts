import assert from 'node:assert/strict';
import fc from 'fast-check';
import { configWarnings } from '../../../../engine/config/warnings/config-warnings.js';
import { respelled, spelledOrigin } from '../../../support/origin-spellings.js';

const SECRETS = 'auth|ann:hush|not_headers|X-Key,hush-2';
const OLD = 'url|https://p.example/done';
const NEW = 'url|https://q.example/done';

describe('configWarnings of secrets that go along', () => {
  const movedAlong = (before: string, after: string) => configWarnings({ before, after, keys: [], positions: [] });

  const moved: { name: string; before: string; after: string; says: RegExp }[] = [
    { name: 'both secrets', before: `${OLD}|${SECRETS}`, after: `${NEW}|${SECRETS}`, says: /^auth and not_headers, / },
    { name: 'auth alone', before: `${OLD}|auth|a:b`, after: `${NEW}|auth|a:b`, says: /^auth, / },
    {
      name: 'headers alone',
      before: `${OLD}|not_headers|A,1`,
      after: `${NEW}|not_headers|A,1`,
      says: /^not_headers, /,
    },
    {
      name: 'the one that is not renewed',
      before: `${OLD}|${SECRETS}`,
      after: `${NEW}|auth|ann:new|not_headers|X-Key,hush-2`,
      says: /^not_headers, /,
    },
    {
      name: 'headers that are only written with another separator',
      before: `${OLD}|not_headers|A,1`,
      after: `${NEW}|not_sep|;|not_headers|A;1`,
      says: /^not_headers, /,
    },
    {
      name: 'another scheme',
      before: `${OLD}|auth|a:b`,
      after: 'url|http://p.example/done|auth|a:b',
      says: /http:\/\/p\.example /,
    },
    {
      name: 'another port',
      before: `${OLD}|auth|a:b`,
      after: 'url|https://p.example:8443/|auth|a:b',
      says: /p\.example:8443 /,
    },
    {
      name: 'another host around the placeholder',
      before: 'url|https://[___APP_ID___].p.example/|auth|a:b',
      after: 'url|https://[___API_ID___].q.example/|auth|a:b',
      says: /to https:\/\/\[___APP_ID___\]\.q\.example instead of https:\/\/\[___APP_ID___\]\.p\.example\./,
    },
  ];
  for (const { name, before, after, says } of moved) {
    it(`tell of what goes to another origin along with url: ${name}`, () => {
      const [warning, ...more] = movedAlong(before, after);
      assert.deepEqual([warning?.key, more], ['url', []]);
      assert.match(warning!.detail, says);
      assert.match(warning!.detail, /does not renew.* instead of .*set a new one.*remove.*pop config unset/);
      assert.doesNotMatch(warning!.detail, /hush|X-Key/);
    });
  }

  it('tell of a url where there was none: it may have been taken out a step before', () => {
    const [warning] = movedAlong(`ver|1|${SECRETS}`, `ver|1|${SECRETS}|${NEW}`);
    assert.match(warning!.detail, /^auth and not_headers, .*to https:\/\/q\.example\. /);
  });

  const quiet: { name: string; before: string; after: string }[] = [
    {
      name: 'another path of the same origin',
      before: `${OLD}|${SECRETS}`,
      after: `url|https://p.example/new|${SECRETS}`,
    },
    {
      name: 'the same origin in another spelling',
      before: `${OLD}|auth|a:b`,
      after: 'url|HTTPS://P.example:443/|auth|a:b',
    },
    {
      name: 'another path behind the same placeholder',
      before: 'url|https://[___APP_ID___].p.example/a|auth|a:b',
      after: 'url|https://[___API_ID___].p.example/b|auth|a:b',
    },
    {
      name: 'secrets renewed in the same step',
      before: `${OLD}|${SECRETS}`,
      after: `${NEW}|auth|ann:new|not_headers|X-Key,new`,
    },
    { name: 'secrets removed in the same step', before: `${OLD}|${SECRETS}`, after: NEW },
    { name: 'secrets that come with the url', before: 'ver|1', after: `${NEW}|${SECRETS}` },
    { name: 'no secrets', before: `${OLD}|auth|`, after: `${NEW}|auth|` },
    { name: 'the url taken out', before: `${OLD}|${SECRETS}`, after: SECRETS },
    { name: 'another key', before: `${OLD}|${SECRETS}`, after: `${OLD}|${SECRETS}|cmp|0` },
  ];
  for (const { name, before, after } of quiet) {
    it(`have nothing to say of ${name}`, () => assert.deepEqual(movedAlong(before, after), []));
  }

  it('are there exactly when the origin is another, in whatever spelling', () => {
    fc.assert(
      fc.property(
        spelledOrigin.chain((from) => fc.tuple(fc.constant(from), fc.oneof(spelledOrigin, respelled([from])))),
        ([from, to]) => {
          const warnings = movedAlong(`url|${from.text}/a|${SECRETS}`, `url|${to.text}/b|${SECRETS}`);
          assert.equal(warnings.length, from.key === to.key ? 0 : 1);
        },
      ),
      { numRuns: 500 },
    );
  });
});
