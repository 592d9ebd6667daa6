import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readAccountConfig } from '../../../engine/config/account-config.js';
import { cutSecrets, partsOfHeader, secretsOf } from '../../../engine/notification/cut-secrets.js';

const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64');
const config = readAccountConfig(
  `ver|1|auth|ann:s3cret"pass|not_headers|X-Key,k3y/of+ours,X-Token,Bearer t0ken-text,X-Old,Basic ${base64('bob:old-pass')},X-Short,abc,X-Switch,TRUE,X-Form,application/json; charset=utf-8,Accept-Language,german-please`,
);
const SECRETS = secretsOf(config, ['whsec_c2lnbmluZyBzZWNyZXQ=']);

describe('cutSecrets', () => {
  const echoes: { name: string; reply: string; kept: string }[] = [
    { name: 'auth', reply: 'got ann:s3cret"pass!', kept: 'got …!' },
    { name: 'the password alone', reply: 'got s3cret"pass.', kept: 'got ….' },
    { name: 'auth as it was sent', reply: `Authorization: Basic ${base64('ann:s3cret"pass')}\n`, kept: 'Authorization: Basic …\n' }, // prettier-ignore
    { name: 'auth in JSON', reply: JSON.stringify({ auth: 'ann:s3cret"pass' }), kept: '{"auth":"…"}' },
    { name: 'auth in HTML', reply: '<b>ann:s3cret&quot;pass</b>', kept: '<b>…</b>' },
    { name: 'auth in a URL', reply: `?a=${encodeURIComponent('ann:s3cret"pass')}&b`, kept: '?a=…&b' },
    { name: 'a header', reply: 'X-Key: k3y/of+ours', kept: 'X-Key: …' },
    { name: 'a header in base64url', reply: `${Buffer.from('k3y/of+ours').toString('base64url')}!`, kept: '…!' }, // prettier-ignore
    { name: 'a token without its scheme', reply: 'token t0ken-text', kept: 'token …' },
    { name: 'what a Basic header says', reply: 'user bob:old-pass, pass old-pass', kept: 'user …, pass …' },
    { name: 'a signing secret', reply: '[whsec_c2lnbmluZyBzZWNyZXQ=]', kept: '[…]' },
    { name: 'a signing secret without prefix', reply: 'c2lnbmluZyBzZWNyZXQ=', kept: '…' },
    { name: 'a secret twice', reply: 'k3y/of+ours k3y/of+ours', kept: '… …' },
    { name: 'the beginning of a secret at the end', reply: 'X-Key: k3y/of+', kept: 'X-Key: …' },
    { name: 'the beginning of the base64 at the end', reply: `Basic ${base64('ann:s3cret"pass').slice(0, 9)}`, kept: 'Basic …' }, // prettier-ignore
  ];
  for (const { name, reply, kept } of echoes) {
    it(`cuts ${name}`, () => assert.equal(cutSecrets(reply, SECRETS), kept));
  }

  it('cuts a secret out of a longer text in base64, wherever it stands in it', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string({ minLength: 12, unit: 'grapheme' }), (before, after, secret) => {
        const left = cutSecrets(base64(before + secret + after), [secret]);
        const decoded = left.split('…').map((part) => Buffer.from(part, 'base64').toString('utf8'));
        assert.ok(left.includes('…'));
        assert.ok(!decoded.some((part) => part.includes(secret)));
      }),
    );
  });

  it('leaves nothing of a secret in a reply that ends within it', () => {
    const secret = 'a-long-s3cret-value';
    for (let length = 4; length <= secret.length; length++) {
      assert.equal(cutSecrets(`x ${secret.slice(0, length)}`, [secret]), 'x …');
    }
  });

  it('leaves a reply without secrets, and what is too short to be one', () => {
    for (const reply of ['', 'thanks, ann', 'abc k3y']) assert.equal(cutSecrets(reply, SECRETS), reply);
  });

  it('leaves what says nothing secret: switches, media types, and headers that are about form and language', () => {
    const reply = '{"ok":true,"TRUE":1,"type":"application/json; charset=utf-8","language":"german-please"}';
    assert.equal(cutSecrets(reply, SECRETS), reply);
  });

  it('takes an account without secrets', () => {
    assert.equal(cutSecrets('thanks', secretsOf(readAccountConfig('ver|1'), [])), 'thanks');
  });

  it('names the parts of a header once it has a scheme', () => {
    assert.deepEqual(partsOfHeader('plain'), ['plain']);
    assert.deepEqual(partsOfHeader('Bearer abcdef'), ['Bearer abcdef', 'abcdef']);
  });
});
