import assert from 'node:assert/strict';
import { checkNotificationUrl } from '../../../engine/config/notification-url-check.js';

describe('checkNotificationUrl', () => {
  const accepted = [
    'https://p.example',
    'http://127.0.0.1:8080/a/b?c=d',
    'https://p.example/[___APP_ID___]/done',
    'https://p.example/?id=[___API_ID___]&again=[___APP_ID___]',
    'https://app-[___APP_ID___].p.example/',
    'https://[___API_ID___].[___API_ID___].p.example/',
    'https://p.example/?mail=a@b',
    'https://bücher.example/',
  ];
  for (const url of accepted) {
    it(`accepts ${url}`, () => assert.equal(checkNotificationUrl(url), undefined));
  }

  const refused: { url: string; says: RegExp }[] = [
    { url: '', says: /http or https/ },
    { url: '/relative', says: /http or https/ },
    { url: 'javascript:alert(1)', says: /http or https/ },
    { url: 'file:///etc/passwd', says: /http or https/ },
    { url: 'http:p.example', says: /http or https/ },
    { url: 'http:///p.example', says: /http or https/ },
    { url: ' https://p.example', says: /spaces/ },
    { url: 'https://p.example/a b', says: /spaces/ },
    { url: 'https://p.example/\ta', says: /spaces/ },
    { url: 'https://p.example/\u0000', says: /control/ },
    { url: 'https://p.example\\@q.example/', says: /backslash/ },
    { url: 'https://u:p@p.example/', says: /user information/ },
    { url: 'https://u@p.example/', says: /user information/ },
    { url: 'https://@p.example/', says: /user information/ },
    { url: 'https://[___APP_ID___]@p.example/', says: /user information/ },
    { url: 'https://p.example:[___APP_ID___]/', says: /must be a URL/ },
    { url: 'https://10.0.0.[___APP_ID___]/', says: /must be a URL/ },
    { url: 'https://[___APP_ID__].p.example/', says: /must be a URL/ },
    { url: 'https://p.example:99999/', says: /must be a URL/ },
    { url: '[___APP_ID___]://p.example/', says: /http or https/ },
  ];
  for (const { url, says } of refused) {
    it(`refuses ${JSON.stringify(url)}`, () => assert.match(checkNotificationUrl(url) ?? 'accepted', says));
  }
});
