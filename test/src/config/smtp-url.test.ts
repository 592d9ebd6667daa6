import assert from 'node:assert/strict';
import { readSmtpUrl, type SmtpServer } from '../../../src/config/smtp-url.js';

describe('readSmtpUrl', () => {
  const read: { text: string; is: SmtpServer }[] = [
    {
      text: 'smtp://mail.example.com',
      is: { host: 'mail.example.com', port: 587, tls: 'starttls', auth: undefined },
    },
    {
      text: 'smtps://pop%40example.com:p%3A%2Fw@mail.example.com',
      is: { host: 'mail.example.com', port: 465, tls: 'tls', auth: { user: 'pop@example.com', pass: 'p:/w' } },
    },
    {
      text: 'smtp://u:p@mail.example.com:2525/',
      is: { host: 'mail.example.com', port: 2525, tls: 'starttls', auth: { user: 'u', pass: 'p' } },
    },
    { text: 'smtp://relay:25?tls=off', is: { host: 'relay', port: 25, tls: 'off', auth: undefined } },
    { text: 'smtps://mail.example.com.', is: { host: 'mail.example.com', port: 465, tls: 'tls', auth: undefined } },
    { text: 'smtp://[::1]:25', is: { host: '::1', port: 25, tls: 'starttls', auth: undefined } },
    {
      text: 'smtp://u:p@127.0.0.1:25?tls=off',
      is: { host: '127.0.0.1', port: 25, tls: 'off', auth: { user: 'u', pass: 'p' } },
    },
  ];
  for (const { text, is } of read) it(`reads ${text}`, () => assert.deepEqual(readSmtpUrl(text), is));

  const refused = [
    ...['', 'mail.example.com', 'http://mail.example.com', 'smtp://', 'smtp:mail', 'smtp://mail.example.com/path'],
    ...['smtp://u@mail.example.com', 'smtp://:p@mail.example.com', 'smtp://u:p%0d%0aQUIT@mail.example.com'],
    ...['smtp://u:%zz@mail.example.com', 'smtp://mail.example.com:99999', 'smtp://mail.example.com?tls=maybe'],
    ...['smtps://mail.example.com?tls=off', 'smtp://mail.example.com#x', ' smtp://mail.example.com'],
    'smtp://u:p@mail.example.com?tls=off',
  ];
  for (const text of refused) it(`refuses ${JSON.stringify(text)}`, () => assert.equal(readSmtpUrl(text), undefined));
});
