import assert from 'node:assert/strict';
import fc from 'fast-check';
import { gsm7Units } from '../../../engine/invitation/gsm7.js';
import { writeSms } from '../../../engine/invitation/write-sms.js';

const LINK = `https://pop.example.com/app_link/app_link.html?app_link=${'k'.repeat(22)}&acc_link=${'j'.repeat(22)}`;

describe('writeSms', () => {
  for (const language of ['eng', 'fra', 'spa']) {
    it(`fits one message in ${language}, the link last, and cuts the name of the account for it`, () => {
      const text = writeSms(language, { account: 'The Northern Railway Company of 1846 Ltd', link: LINK });
      assert.ok(gsm7Units(text)! <= 160, text);
      assert.ok(text.startsWith('The Nort'), text);
      assert.ok(text.endsWith(`: ${LINK}`), text);
      assert.ok(writeSms(language, { account: 'Acme', link: LINK }).startsWith('Acme '));
    });
  }

  for (const language of ['eng', 'fra', 'spa']) {
    it(`fits a reminder in ${language} into one message, too`, () => {
      const account = 'The Northern Railway Company of 1846 Ltd';
      const text = writeSms(language, { account, link: LINK, isReminder: true });
      assert.ok(gsm7Units(text)! <= 160, text);
      assert.ok(text.startsWith('The Nort') && text.endsWith(`: ${LINK}`), text);
    });
  }

  it('keeps the whole name where one message would not do anyway', () => {
    const account = 'شركة الاختبار للتوظيف';
    assert.ok(writeSms('ara', { account, link: LINK }).includes(account));
    const long = `https://${'a'.repeat(120)}.example.com/?${LINK}`;
    assert.ok(writeSms('eng', { account: 'Acme Limited Company', link: long }).startsWith('Acme Limited Company '));
  });

  it('is one line with the link at its end, whatever the name is', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.constantFrom('eng', 'fra', 'spa', 'ara', 'cht'),
        (account, language) => {
          const text = writeSms(language, { account, link: LINK });
          assert.ok(text.endsWith(` ${LINK}`));
          assert.doesNotMatch(text, /\p{Cc}/u);
        },
      ),
    );
  });
});
