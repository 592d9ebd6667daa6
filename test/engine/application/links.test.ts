import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applicationLink, isLinkToken, reportLink } from '../../../engine/application/links.js';

describe('links', () => {
  for (const publicUrl of ['https://pop.example', 'https://pop.example/']) {
    it(`stand under ${publicUrl}`, () => {
      assert.equal(applicationLink(publicUrl, 'T-1', 'T_2'), 'https://pop.example/app_link/app_link.html?app_link=T-1&acc_link=T_2'); // prettier-ignore
      assert.equal(reportLink(publicUrl, 'T-3', 'T_2'), 'https://pop.example/app_link/rep_link.html?app_link=T-3&acc_link=T_2'); // prettier-ignore
    });
  }

  it('hold tokens of 128 bits in base64url, and nothing else is one', () => {
    const bits = fc.uint8Array({ minLength: 16, maxLength: 16 });
    fc.assert(fc.property(bits, (bytes) => isLinkToken(Buffer.from(bytes).toString('base64url'))));
    const others = ['', 'a'.repeat(21), 'a'.repeat(23), `${'a'.repeat(21)}=`, `${'a'.repeat(22)}\n`, 7, undefined];
    for (const other of [...others, ['a'.repeat(22)]]) assert.equal(isLinkToken(other), false, String(other));
  });

  it('stand under a path', () => {
    const link = new URL(applicationLink('https://pop.example/a/', 'x', 'y'));
    assert.equal(link.pathname, '/a/app_link/app_link.html');
    assert.equal(link.searchParams.get('app_link'), 'x');
  });
});
