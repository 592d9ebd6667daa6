import assert from 'node:assert/strict';
import { recipientHash } from '../../../engine/quotas/recipient-hash.js';

const mail = (recipient: string, endsAt = 1) => recipientHash('mail_recipient', recipient, endsAt);
const text = (recipient: string) => recipientHash('text_recipient', recipient, 1);

describe('recipientHash', () => {
  const SAME = [
    ['ada@example.com', 'Ada@EXAMPLE.com'],
    ['ada@example.com', 'ada+1@example.com'],
    ['ada@example.com', 'ada+a+b@example.com'],
    ['ada@bücher.example', 'ada@xn--bcher-kva.example'],
    ['zoë@example.com', 'zoe\u0308@example.com'],
  ] as const;
  for (const [one, other] of SAME) {
    it(`is the same for ${one} and ${other}`, () => assert.equal(mail(one), mail(other)));
  }

  it('is the same for a number with and without zeros before it', () => {
    assert.equal(text('0015550100'), text('15550100'));
  });

  const DIFFERENT = [
    ['ada@example.com', 'bob@example.com'],
    ['ada@example.com', 'ada@example.org'],
    ['ada@example.com', 'ad.a@example.com'],
    ['+a@example.com', '+b@example.com'],
  ] as const;
  for (const [one, other] of DIFFERENT) {
    it(`differs for ${one} and ${other}`, () => assert.notEqual(mail(one), mail(other)));
  }

  it('differs between days and quotas, and shows nothing of the recipient', () => {
    assert.notEqual(mail('ada@example.com', 1), mail('ada@example.com', 2));
    assert.notEqual(recipientHash('mail_recipient', '15550100', 1), text('15550100'));
    assert.match(text('15550100'), /^[\w-]{43}$/);
  });
});
