import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Invitation } from '../../../engine/invitation/invitation.js';
import { writeMail } from '../../../engine/invitation/write-mail.js';

const LINK = 'https://gateway.example.com/app_link/app_link.html?app_link=kq3VfPzW0nTgYb7sXcUe1A&acc_link=Jm5RtLx8';

const INVITATION: Invitation = {
  identity: { name: 'Acme Ltd' },
  questions: 24,
  minutes: 5,
  retentionDays: undefined,
  noticeUrl: undefined,
  candidate: 'Ada Lovelace',
  position: 'Customer Service',
  link: LINK,
  expiresAt: Date.parse('2026-04-05T23:59:59.999Z'),
};

describe('writeMail', () => {
  const languages = [
    {
      id: 'eng',
      tag: 'en',
      dir: 'ltr',
      subject: 'Acme Ltd invites you',
      until: 'April 5, 2026',
      greeting: 'Hello Ada',
    },
    {
      id: 'fra',
      tag: 'fr',
      dir: 'ltr',
      subject: 'Acme Ltd vous invite',
      until: '5 avril 2026',
      greeting: 'Bonjour Ada',
    },
    {
      id: 'spa',
      tag: 'es',
      dir: 'ltr',
      subject: 'Acme Ltd le invita',
      until: '5 de abril de 2026',
      greeting: 'Hola, Ada',
    },
    { id: 'ara', tag: 'ar', dir: 'rtl', subject: 'دعوة من Acme Ltd', until: '5 أبريل 2026', greeting: 'مرحبًا Ada' },
    {
      id: 'sp2',
      tag: 'en',
      dir: 'ltr',
      subject: 'Acme Ltd invites you',
      until: 'April 5, 2026',
      greeting: 'Hello Ada',
    },
  ];
  for (const { id, tag, dir, subject, until, greeting } of languages) {
    it(`writes ${id}: names, link and last day, as text and as HTML`, () => {
      const mail = writeMail(id, INVITATION);
      assert.ok(mail.subject.startsWith(subject), mail.subject);
      for (const part of [greeting, 'Acme Ltd', 'Customer Service', until]) {
        assert.ok(mail.text.includes(part), `${part} in ${mail.text}`);
        assert.ok(mail.html.includes(part), `${part} in ${mail.html}`);
      }
      assert.ok(mail.text.includes(`\n${LINK}\n`));
      assert.equal(mail.html.split(`href="${LINK.replace('&', '&amp;')}"`).length, 3);
      assert.ok(mail.html.includes(`<html lang="${tag}" dir="${dir}">`));
    });
  }

  const reminders = [
    {
      id: 'eng',
      subject: 'Your assessment for Acme Ltd is still open',
      until: 'April 5, 2026',
      stop: 'Send me no more',
    },
    { id: 'fra', subject: 'Votre évaluation pour Acme Ltd', until: '5 avril 2026', stop: 'Ne plus m’envoyer' },
    { id: 'spa', subject: 'Su evaluación para Acme Ltd', until: '5 de abril de 2026', stop: 'No enviarme más' },
    { id: 'ara', subject: 'تقييمك لدى Acme Ltd', until: '5 أبريل 2026', stop: 'لا ترسلوا إليّ' },
  ];
  for (const { id, subject, until, stop } of reminders) {
    it(`writes a reminder in ${id}, with the same link, the last day and the way to stop`, () => {
      const stopLink = LINK.replace('app_link.html', 'reminders.html');
      const mail = writeMail(id, { ...INVITATION, stopLink });
      assert.ok(mail.subject.startsWith(subject), mail.subject);
      for (const part of ['Customer Service', until, stop]) {
        assert.ok(mail.text.includes(part), `${part} in ${mail.text}`);
        assert.ok(mail.html.includes(part), `${part} in ${mail.html}`);
      }
      assert.ok(mail.text.includes(`\n${LINK}\n`) && mail.text.endsWith(`\n${stopLink}\n`), mail.text);
      assert.ok(mail.html.includes(`href="${stopLink.replace('&', '&amp;')}"`));
      assert.ok(!writeMail(id, INVITATION).text.includes(stop));
    });
  }

  it('reminds in the account’s own words, and invites in others', () => {
    const reminder = { subject: 'Still time, {candidate}', text: 'Until {until}.' };
    const identity = { name: 'Acme Ltd', words: { eng: { reminder } } };
    const mail = writeMail('eng', { ...INVITATION, identity, stopLink: LINK });
    assert.equal(mail.subject, 'Still time, Ada Lovelace');
    assert.ok(mail.text.includes('\n\nUntil April 5, 2026 (UTC).\n\n'), mail.text);
    assert.match(writeMail('eng', { ...INVITATION, identity }).subject, /^Acme Ltd invites you/);
  });

  it('gives each line of the contact its own direction, and links the notice', () => {
    const noticeUrl = 'https://acme.example.com/privacy?a=1&b=2';
    const identity = { name: 'Acme Ltd', contact: 'قسم التوظيف\n+1 555 0100 <b>' };
    const mail = writeMail('ara', { ...INVITATION, identity, noticeUrl });
    assert.ok(mail.html.includes('<p><bdi>قسم التوظيف</bdi><br><bdi>+1 555 0100 &lt;b&gt;</bdi></p>'), mail.html);
    assert.match(
      mail.html,
      /<p>[^<]*: <a href="https:[^"?]*\?a=1&amp;b=2" dir="ltr"[^>]*>https:[^<?]*\?a=1&amp;b=2<\/a>/,
    );
    assert.ok(mail.text.includes('\n\nقسم التوظيف\n+1 555 0100 <b>\n\n') && mail.text.includes(`: ${noticeUrl}\n`));
  });

  it('greets without a name when there is none', () => {
    for (const id of ['eng', 'fra', 'spa', 'ara']) {
      const { text } = writeMail(id, { ...INVITATION, candidate: ' ' });
      assert.match(text, /^[\p{L}\p{M}]+[,،:]\n/u);
    }
  });

  it('has names that are HTML as text, and no line of theirs', () => {
    const hostile = '<script>alert(1)</script>"\'&\r\nBcc: b@example.com';
    const mail = writeMail('eng', {
      ...INVITATION,
      identity: { name: hostile },
      candidate: hostile,
      position: hostile,
    });
    assert.doesNotMatch(mail.html, /<script|\nBcc:/);
    assert.doesNotMatch(mail.subject, /[\r\n]/);
    assert.doesNotMatch(mail.text, /\nBcc:/);
  });

  it('writes the same tags whatever the names are, and one line of subject', () => {
    const tags = (html: string): string[] => html.match(/<[^>]*>/g)!;
    const usual = tags(writeMail('eng', INVITATION).html);
    const text = fc.string({ unit: 'binary' });
    fc.assert(
      fc.property(text, text, text, (account, candidate, position) => {
        const mail = writeMail('eng', { ...INVITATION, identity: { name: account }, candidate, position });
        assert.deepEqual(tags(mail.html), usual);
        assert.doesNotMatch(mail.subject, /[\p{Cc}\u2028\u2029\u202e]/u);
      }),
    );
  });
});
