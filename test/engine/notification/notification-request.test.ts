import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readAccountConfig } from '../../../engine/config/account-config.js';
import { writeConfigString } from '../../../engine/config/config-string.js';
import { notificationRequest, notificationUrl } from '../../../engine/notification/notification-request.js';
import { listableOrigin, spelledOrigin } from '../../support/origin-spellings.js';

describe('notificationUrl', () => {
  const urls = [
    ['https://p.example.com/done', 'https://p.example.com/done/42'],
    ['https://p.example.com/done/', 'https://p.example.com/done/42'],
    ['https://p.example.com', 'https://p.example.com/42'],
    ['https://p.example.com/done?key=a%20b', 'https://p.example.com/done/42?key=a%20b'],
    ['https://p.example.com/a/[___APP_ID___]/b', 'https://p.example.com/a/42/b'],
    ['https://p.example.com/?id=[___API_ID___]&again=[___APP_ID___]', 'https://p.example.com/?id=42&again=42'],
    ['https://app-[___APP_ID___].example.com/done', 'https://app-42.example.com/done'],
    ['https://p.example.com/%5B___APP_ID___%5D?id=%5b___API_ID___%5d', 'https://p.example.com/42?id=42'],
    ['https://p.example.com/[___APP_ID___%5D', 'https://p.example.com/42'],
  ] as const;
  for (const [target, url] of urls) {
    it(`makes ${url} of ${target}`, () => assert.equal(notificationUrl(target, '42'), url));
  }
});

describe('notificationRequest', () => {
  const about = {
    applicationId: '42',
    appUrl: undefined,
    payload: '{"application_id":"42"}',
    signingSecrets: ['whsec_aHVzaC0z'],
  };
  const request = (config: string, more: { appUrl?: string } = {}) =>
    notificationRequest(readAccountConfig(config), { ...about, ...more });

  it('is none where nobody wants to hear', () => {
    assert.equal(request('ver|1'), undefined);
  });

  it('is a PATCH with an empty body by default', () => {
    assert.deepEqual(request('url|https://p.example.com/x'), {
      method: 'PATCH',
      url: 'https://p.example.com/x/42',
      headers: [],
      body: '',
      signingSecrets: about.signingSecrets,
    });
  });

  it('writes any credentials in base64 as their UTF-8', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 200 }), (text) => {
        const config = { ...readAccountConfig('url|https://p.example.com/x'), auth: text };
        const sent = notificationRequest(config, about)!.headers;
        assert.deepEqual(sent, [['Authorization', `Basic ${Buffer.from(text, 'utf8').toString('base64')}`]]);
      }),
    );
  });

  it('carries method, credentials, headers and the extended body of the config', () => {
    const config =
      'url|https://p.example.com/x|not_method|2|ext_notify|yes|auth|user:pä:ss|not_sep|;|not_headers|X-A;1;X-B;2';
    assert.deepEqual(request(config), {
      method: 'GET',
      url: 'https://p.example.com/x/42',
      headers: [
        ['Content-Type', 'application/json'],
        ['Authorization', `Basic ${Buffer.from('user:pä:ss').toString('base64')}`],
        ['X-A', '1'],
        ['X-B', '2'],
      ],
      body: about.payload,
      signingSecrets: about.signingSecrets,
    });
  });

  it('sends no header twice: what the config says goes before what would be there anyway', () => {
    const config =
      'url|https://p.example.com/x|ext_notify|yes|auth|a:b|not_headers|content-type,text/json,AUTHORIZATION,Token t';
    assert.deepEqual(request(config)?.headers, [
      ['content-type', 'text/json'],
      ['AUTHORIZATION', 'Token t'],
    ]);
  });

  const OWN = 'url|https://p.example.com/x|auth|ann:hush|not_headers|X-Key,hush-2|ext_notify|yes|not_method|1';

  it("goes to the application's own address before the account's, and on the same origin with all that it carries", () => {
    const { url, ...rest } = request(OWN, { appUrl: 'https://P.example.com:443/[___APP_ID___]' })!;
    const { url: _account, ...own } = request(OWN)!;
    assert.equal(url, 'https://P.example.com:443/42');
    assert.deepEqual(rest, own);
    assert.equal(own.headers.length, 3);
  });

  it('goes to another origin bare: same method and body, no credentials, no headers of the config, no signature', () => {
    assert.deepEqual(request(OWN, { appUrl: 'https://other.example.com/[___APP_ID___]' }), {
      method: 'POST',
      url: 'https://other.example.com/42',
      headers: [['Content-Type', 'application/json']],
      body: about.payload,
      signingSecrets: [],
    });
  });

  it('goes to a listed origin with all that it carries', () => {
    const listed = `${OWN}|app_url_origins|https://other.example.com`;
    const { url: _url, ...rest } = request(listed, { appUrl: 'https://other.example.com/[___APP_ID___]' })!;
    const { url: _account, ...own } = request(OWN)!;
    assert.deepEqual(rest, own);
  });

  it('goes bare to an origin with a placeholder in it, whatever the id makes of it', () => {
    const config = `${OWN}|app_url_origins|https://app-42.example.com`;
    const bare = request(config, { appUrl: 'https://app-[___APP_ID___].example.com/' })!;
    assert.deepEqual([bare.url, bare.signingSecrets], ['https://app-42.example.com/', []]);
    assert.doesNotMatch(JSON.stringify(bare), /hush|Authorization/);
  });

  it('never says a secret to an origin that is neither that of url nor listed', () => {
    const secrets = fc.record(
      {
        auth: fc.constantFrom('ann:hush', 'hush'),
        not_headers: fc.constantFrom('X-Key,hush', 'Authorization,hush', 'content-type,hush', 'webhook-signature,hush'),
        ext_notify: fc.constantFrom('yes', 'no'),
        not_method: fc.constantFrom('1', '2', '3'),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(secrets, spelledOrigin, listableOrigin, spelledOrigin, (more, url, listed, target) => {
        fc.pre(target.key !== url.key && target.key !== listed.key);
        const pairs = { url: url.text, app_url_origins: listed.text, ...more };
        const config = readAccountConfig(writeConfigString(Object.entries(pairs)));
        const bare = notificationRequest(config, { ...about, appUrl: `${target.text}/[___APP_ID___]` })!;
        assert.doesNotMatch(JSON.stringify(bare), /hush|whsec|authorization|x-key|signature/i);
        assert.deepEqual(bare.signingSecrets, []);
      }),
      { numRuns: 1_000 },
    );
  });
});
