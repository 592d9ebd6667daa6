import assert from 'node:assert/strict';
import fc from 'fast-check';
import { checkAccountConfig, readAccountConfig } from '../../../engine/config/account-config.js';
import { writeConfigString } from '../../../engine/config/config-string.js';
import { checkNotificationUrl } from '../../../engine/config/notification-url-check.js';
import { appUrlWarnings, maySeeSecrets } from '../../../engine/config/secret-origins.js';
import { listableOrigin, neighbour, respelled, spelledOrigin } from '../../support/origin-spellings.js';

const configOf = (url: string | undefined, origins: string[] = []) =>
  readAccountConfig(
    writeConfigString([
      ...(url === undefined ? [] : [['url', url] as const]),
      ...(origins.length === 0 ? [] : [['app_url_origins', origins.join(',')] as const]),
    ]),
  );

const behind = fc.constantFrom(
  '/[___APP_ID___]',
  '/done/[___API_ID___]?x=1#y',
  '?id=[___APP_ID___]',
  '/https://p.example.com/[___APP_ID___]',
  '/@p.example.com/[___APP_ID___]',
  '#[___APP_ID___]',
);

describe('maySeeSecrets', () => {
  it('is true of the origin of url and of those listed, in whatever spelling, and of no other', () => {
    const scene = fc
      .tuple(fc.option(spelledOrigin, { nil: undefined }), fc.array(listableOrigin, { maxLength: 3 }), spelledOrigin)
      .chain(([url, listed, other]) => {
        const known = [...(url ? [url] : []), ...listed];
        const near = known.length === 0 ? [] : [respelled(known), fc.constantFrom(...known).chain(neighbour)];
        return fc.record({
          url: fc.constant(url),
          listed: fc.constant(listed),
          target: fc.oneof(fc.constant(other), ...near),
        });
      });
    let [own, foreign] = [0, 0];
    fc.assert(
      fc.property(scene, behind, behind, ({ url, listed, target }, path, other) => {
        const appUrl = target.text + path;
        assert.equal(checkNotificationUrl(appUrl), undefined, appUrl);
        const config = configOf(
          url && url.text + other,
          listed.map(({ text }) => text),
        );
        assert.equal(config.url, url && url.text + other);
        const trusted = [...(url ? [url] : []), ...listed].some(({ key }) => key === target.key);
        if (trusted) own += 1;
        else foreign += 1;
        assert.equal(maySeeSecrets(config, appUrl), trusted);
      }),
      { numRuns: 3_000 },
    );
    assert.ok(own > 500 && foreign > 500, `${own} own, ${foreign} foreign`);
  });

  it('is true without app_url, even where the url holds the placeholder in its origin', () => {
    assert.equal(maySeeSecrets(configOf('https://[___APP_ID___].p.example.com/'), undefined), true);
  });

  it('is false of whatever origin holds a placeholder, be it the very url', () => {
    const url = 'https://app-[___APP_ID___].p.example.com/';
    for (const appUrl of [url, 'https://app-[___API_ID___].p.example.com/x', 'https://app-1.p.example.com/']) {
      assert.equal(maySeeSecrets(configOf(url), appUrl), false, appUrl);
    }
    assert.equal(maySeeSecrets(configOf('https://app-1.p.example.com/'), url), false);
    assert.equal(maySeeSecrets(configOf(undefined, ['https://app-1.p.example.com']), url), false);
  });

  const foreign = [
    'https://p.example.com@evil.example/[___APP_ID___]',
    'https://p.example.com:443@evil.example/[___APP_ID___]',
    'https://evil.example\\@p.example.com/[___APP_ID___]',
    'https://evil.example/?https://p.example.com/[___APP_ID___]',
    'https://evil.example#@p.example.com/[___APP_ID___]',
    'https:\\\\evil.example/[___APP_ID___]',
    'ftp://p.example.com/[___APP_ID___]',
    'javascript://p.example.com/[___APP_ID___]',
    'https://p.example.com:[___APP_ID___]/',
    'https://p.example.com[___APP_ID___]/',
    'https://[___APP_ID___]@evil.example/',
    '//p.example.com/[___APP_ID___]',
    'p.example.com',
    '',
    'null',
  ];
  for (const appUrl of foreign) {
    it(`is false of ${JSON.stringify(appUrl)}, stored by whatever means`, () => {
      assert.equal(maySeeSecrets(configOf('https://p.example.com/', ['https://q.example']), appUrl), false);
    });
  }

  it('trusts nobody for a url or list that is not valid', () => {
    const config = readAccountConfig(
      'url|ftp://p.example.com|app_url_origins|https://p.example.com,http://p.example.com',
    );
    assert.equal(maySeeSecrets(config, 'https://p.example.com/[___APP_ID___]'), false);
    assert.equal(maySeeSecrets(config, 'ftp://p.example.com/[___APP_ID___]'), false);
  });
});

describe('appUrlWarnings', () => {
  const config = configOf('https://p.example.com/', ['https://q.example:8443']);

  it('are none without app_url and for an origin that gets the secrets', () => {
    for (const appUrl of [
      undefined,
      'https://P.example.com:443/[___APP_ID___]',
      'https://q.example:8443/[___APP_ID___]',
    ]) {
      assert.deepEqual(appUrlWarnings(config, appUrl), []);
    }
  });

  it('name what is left out, and the origin', () => {
    const [warning, ...more] = appUrlWarnings(config, 'https://Q.example/[___APP_ID___]?key=hush');
    assert.deepEqual(more, []);
    assert.equal(warning!.key, 'app_url');
    assert.match(
      warning!.detail,
      /without Authorization, not_headers and webhook-signature: its origin https:\/\/q\.example is /,
    );
    assert.doesNotMatch(warning!.detail, /hush/);
  });

  it('say that an origin with the placeholder cannot be compared', () => {
    const [warning] = appUrlWarnings(config, 'https://[___APP_ID___].p.example.com/');
    assert.match(warning!.detail, /its origin has a placeholder/);
  });

  it('stay short for the longest host', () => {
    const [warning] = appUrlWarnings(config, `https://${'日本語'.repeat(600)}.example/[___APP_ID___]`);
    assert.ok(warning!.detail.length <= 1_024);
  });
});

describe('app_url_origins', () => {
  it('takes every list of origins, and each spelling of one for the same', () => {
    fc.assert(
      fc.property(fc.array(listableOrigin, { minLength: 1, maxLength: 5 }), (origins) => {
        const text = origins.map((origin) => origin.text).join(',');
        assert.deepEqual(checkAccountConfig([['app_url_origins', text]]), []);
        const distinct = new Set(origins.map(({ key }) => key));
        assert.equal(readAccountConfig(`app_url_origins|${text}`).appUrlOrigins.length, distinct.size);
      }),
    );
  });

  it('is refused as a whole for http beyond this machine', () => {
    fc.assert(
      fc.property(
        fc.array(listableOrigin),
        spelledOrigin.filter(({ key, loopback }) => !loopback && key.startsWith('http ')),
        fc.array(listableOrigin),
        (before, bad, after) => {
          const text = [...before, bad, ...after].map((origin) => origin.text).join(',');
          const [fault] = checkAccountConfig([['app_url_origins', text]]);
          assert.match(fault!.detail, new RegExp(`part ${before.length + 1} is http, which is for this machine only`));
        },
      ),
    );
  });

  const refused: [text: string, says: RegExp][] = [
    ['https://a.example,', /part 2 is empty/],
    [',https://a.example', /part 1 is empty/],
    ['https://a.example, https://b.example', /part 2 has a space/],
    ['https://a.example\\', /part 1 has a space, backslash/],
    ['https://a.example/', /part 1 has more than an origin/],
    ['https://a.example/done', /part 1 has more than an origin/],
    ['https://a.example?x=1', /more than an origin/],
    ['https://a.example#x', /more than an origin/],
    ['https://ann:hush@a.example', /user information/],
    ['https://*.a.example', /has a \*/],
    ['https://[___APP_ID___].a.example', /placeholder/],
    ['https://[___API_ID___].a.example', /placeholder/],
    ['https://%5B___APP_ID___%5d.a.example', /placeholder/],
    ['a.example', /not like https/],
    ['*', /not like https/],
    ['null', /not like https/],
    ['https:a.example', /not like https/],
    ['https:///a.example', /not like https/],
    ['ftp://a.example', /not like https/],
    ['https://a.example:99999', /not a valid origin/],
    ['https://a example', /has a space/],
    ['https://[::1', /not a valid origin/],
    ['https://:443', /not a valid origin/],
    ['http://localhost.evil.example', /for this machine only/],
    ['http://127.0.0.1.evil.example', /for this machine only/],
    ['http://10.0.0.1', /for this machine only/],
  ];
  for (const [text, says] of refused) {
    it(`is refused: ${text}`, () => {
      const [fault] = checkAccountConfig([['app_url_origins', text]]);
      assert.match(fault?.detail ?? 'accepted', says);
      assert.doesNotMatch(fault!.detail, /hush/);
    });
  }
});
