import assert from 'node:assert/strict';
import fc from 'fast-check';
import { nearestWord } from '../../../engine/config/nearest-word.js';

const KNOWN = ['url', 'auth', 'not_method', 'http_err', 'ext_notify'];

describe('nearestWord', () => {
  const cases: [written: string, meant: string | undefined][] = [
    ['urls', 'url'],
    ['ur', 'url'],
    ['ulr', 'url'],
    ['uri', 'url'],
    ['htpp_err', 'http_err'],
    ['not-methd', 'not_method'],
    ['ext_notfiy', 'ext_notify'],
    ['htp-err', undefined],
    ['u', undefined],
    ['', undefined],
    ['colour', undefined],
  ];
  for (const [written, meant] of cases) {
    it(`takes ${JSON.stringify(written)} for ${meant}`, () => assert.equal(nearestWord(written, KNOWN), meant));
  }

  it('finds nothing for a known word, however near another one is', () => {
    assert.equal(nearestWord('url', ['uri', 'url']), undefined);
  });

  it('takes the nearest of several', () => {
    assert.equal(nearestWord('rate_per_minit', ['rate_per_minutes', 'rate_per_minute']), 'rate_per_minute');
  });

  it('finds every word of which one letter is missing', () => {
    const word = fc.stringMatching(/^[a-z]{2,20}$/);
    fc.assert(
      fc.property(word, fc.nat(), (known, at) => {
        const place = at % known.length;
        assert.equal(nearestWord(known.slice(0, place) + known.slice(place + 1), [known]), known);
      }),
    );
  });
});
