import assert from 'node:assert/strict';
import { readConfig } from '../../../src/config/config.js';
import { invitationsGoTo } from '../../../src/config/invitations-go-to.js';

const MAIL = { SMTP_URL: 'smtps://u:p@mail.example.com', MAIL_FROM: 'pop@example.com' };

describe('the configuration of invitations', () => {
  it('has servers, senders and a folder', () => {
    const { smtp, mailFrom, sms, outboxDir } = readConfig({
      ...MAIL,
      SMS_URL: 'https://sms.example.com/send?v=2',
      SMS_AUTH: 'user:pass:word',
      SMS_FROM: 'Acme Ltd',
      OUTBOX_DIR: '/var/outbox',
    });
    assert.deepEqual(smtp, { host: 'mail.example.com', port: 465, tls: 'tls', auth: { user: 'u', pass: 'p' } });
    assert.equal(mailFrom, 'pop@example.com');
    assert.deepEqual(sms, {
      url: 'https://sms.example.com/send?v=2',
      authorization: `Basic ${Buffer.from('user:pass:word').toString('base64')}`,
      from: 'Acme Ltd',
    });
    assert.equal(outboxDir, '/var/outbox');
  });

  it('takes a sender that was copied with blanks around it, and a domain beyond ASCII', () => {
    const { mailFrom } = readConfig({ ...MAIL, MAIL_FROM: ' pop@bücher.example\u00a0\n' });
    assert.equal(mailFrom, 'pop@bücher.example');
  });

  it('sends a token as it stands', () => {
    const { sms } = readConfig({ SMS_URL: 'http://sms', SMS_AUTH: 'Bearer abc.DEF_1=' });
    assert.deepEqual(sms, { url: 'http://sms', authorization: 'Bearer abc.DEF_1=', from: undefined });
  });

  const refused: { env: Record<string, string>; words: RegExp }[] = [
    { env: { SMTP_URL: MAIL.SMTP_URL }, words: /^SMTP_URL needs MAIL_FROM: set both$/ },
    { env: { ...MAIL, SMTP_URL: 'smtp://s3cret@x' }, words: /^SMTP_URL is not valid: it must be smtp:\/\// },
    ...[
      'Acme <pop@example.com>',
      'pop',
      'a@example.com,b@example.com',
      'a@example.com\r\nX: y',
      'jörg@example.com',
    ].map((MAIL_FROM) => ({
      env: { MAIL_FROM },
      words: /^MAIL_FROM is not valid: it must be an e-mail address without a name, in ASCII before the @$/,
    })),
    ...['ftp://a', 'https://u:s3cret@sms.example.com', 'https://', 'sms.example.com'].map((SMS_URL) => ({
      env: { SMS_URL },
      words: /^SMS_URL is not valid/,
    })),
    ...['s3cret', 'Bearer ', 'Bearer a b', 'u:p\r\nX: y', 'ü:p'].map((SMS_AUTH) => ({
      env: { SMS_URL: 'http://sms', SMS_AUTH },
      words: /^SMS_AUTH is not valid/,
    })),
    { env: { SMS_AUTH: 'u:s3cret' }, words: /^SMS_AUTH needs SMS_URL: set both$/ },
    { env: { SMS_FROM: 'Acme' }, words: /^SMS_FROM needs SMS_URL: set both$/ },
    { env: { SMS_URL: 'http://sms', SMS_FROM: 'x'.repeat(21) }, words: /^SMS_FROM is not valid/ },
  ];
  for (const { env, words } of refused) {
    it(`refuses ${JSON.stringify(env)} and repeats nothing of it`, () => {
      assert.throws(
        () => readConfig(env),
        (error: Error) => words.test(error.message) && !error.message.includes('s3cret'),
      );
    });
  }

  it('is told in words where there is no server', () => {
    const words = (env: Record<string, string>) => invitationsGoTo(readConfig(env));
    assert.equal(words({}), 'SMTP_URL and SMS_URL are not set: invitations are written to data/outbox');
    assert.equal(words(MAIL), 'SMS_URL is not set: invitations by SMS are written to data/outbox');
    assert.equal(
      words({ SMS_URL: 'http://sms', OUTBOX_DIR: 'out' }),
      'SMTP_URL is not set: invitations by e-mail are written to out',
    );
    assert.equal(words({ ...MAIL, SMS_URL: 'http://sms' }), undefined);
  });
});
