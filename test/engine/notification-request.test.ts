import assert from 'node:assert/strict';
import { readAccountConfig } from '../../engine/account-config.js';
import { notificationRequest, notificationUrl } from '../../engine/notification-request.js';

describe('notificationUrl', () => {
  const urls = [
    ['https://p.example.com/done', 'https://p.example.com/done/42'],
    ['https://p.example.com/done/', 'https://p.example.com/done/42'],
    ['https://p.example.com', 'https://p.example.com/42'],
    ['https://p.example.com/done?key=a%20b', 'https://p.example.com/done/42?key=a%20b'],
    ['https://p.example.com/a/[___APP_ID___]/b', 'https://p.example.com/a/42/b'],
    ['https://p.example.com/?id=[___API_ID___]&again=[___APP_ID___]', 'https://p.example.com/?id=42&again=42'],
    ['https://app-[___APP_ID___].example.com/done', 'https://app-42.example.com/done'],
  ] as const;
  for (const [target, url] of urls) {
    it(`makes ${url} of ${target}`, () => assert.equal(notificationUrl(target, '42'), url));
  }
});

describe('notificationRequest', () => {
  const about = { applicationId: '42', appUrl: undefined, payload: '{"application_id":"42"}' };
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
    });
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

  it("goes to the application's own address before the account's", () => {
    const found = request('url|https://p.example.com/x', { appUrl: 'https://other.example.com/[___APP_ID___]' });
    assert.equal(found?.url, 'https://other.example.com/42');
  });
});
