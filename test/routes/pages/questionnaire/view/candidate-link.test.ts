import assert from 'node:assert/strict';
import fc from 'fast-check';
import { hrefOf, readAddress } from '../../../../../routes/pages/questionnaire/view/candidate-link.js';

const token = fc.stringMatching(/^[A-Za-z0-9_-]{22}$/);

describe('the address of a candidate’s page', () => {
  it('is read as it was written', () => {
    const link = fc.record(
      { appToken: token, accToken: token, languageId: fc.stringMatching(/^[a-z0-9]{3}$/) },
      { requiredKeys: ['appToken'], noNullPrototype: true },
    );
    const shown = fc.constantFrom('all' as const, 'page' as const, undefined);
    fc.assert(
      fc.property(link, fc.option(fc.nat({ max: 9999 }), { nil: undefined }), shown, (given, page, check) => {
        const href = hrefOf(given, { ...(page !== undefined && { page }), check, fragment: 'q-1' });
        assert.match(href, /^app_link\.html\?/);
        const { searchParams } = new URL(href, 'https://gateway.example.com/some/path/');
        assert.deepEqual(readAddress(Object.fromEntries(searchParams)), { link: given, page, check });
      }),
    );
  });

  it('is relative, so that a path before it does no harm', () => {
    const href = hrefOf({ appToken: 'A' }, { path: 'save' });
    assert.equal(new URL(href, 'https://example.com/some/app_link/app_link.html?x').pathname, '/some/app_link/save');
  });

  it('counts what is malformed as absent', () => {
    const nothing = { link: undefined, page: undefined, check: undefined };
    for (const app_link of [undefined, '', ['a', 'b'], 'a b', 'a\0', 'a'.repeat(21), 'a'.repeat(23), { a: 'b' }]) {
      assert.deepEqual(readAddress({ app_link }), nothing);
    }
    const rest = { acc_link: '<', language_id: 'EN', page: '-1' };
    const appToken = 'a'.repeat(22);
    assert.deepEqual(readAddress({ app_link: appToken, ...rest }), { ...nothing, link: { appToken } });
  });
});
