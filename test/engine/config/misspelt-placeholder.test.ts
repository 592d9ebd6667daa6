import assert from 'node:assert/strict';
import fc from 'fast-check';
import { checkNotificationUrl, fillPlaceholder } from '../../../engine/config/notification-url-check.js';
import { misspeltPlaceholder } from '../../../engine/config/misspelt-placeholder.js';
import { spelledOrigin } from '../../support/origin-spellings.js';

const SPELLINGS = ['[___APP_ID___]', '[___API_ID___]'].flatMap((text) =>
  ['[', '%5B', '%5b'].flatMap((open) =>
    [']', '%5D', '%5d'].map((close) => text.replace('[', open).replace(']', close)),
  ),
);

describe('fillPlaceholder', () => {
  for (const spelling of SPELLINGS) {
    it(`puts the id in the place of ${spelling}, wherever it is`, () => {
      const url = `https://app-${spelling}.p.example/${spelling}/done?id=${spelling}${spelling}#${spelling}`;
      assert.equal(fillPlaceholder(url, '7'), 'https://app-7.p.example/7/done?id=77#7');
      assert.equal(checkNotificationUrl(url), undefined);
      assert.equal(misspeltPlaceholder(url), undefined);
    });
  }
});

describe('misspeltPlaceholder', () => {
  const misspelt = [
    '[___app_id___]',
    '[__APP_ID__]',
    '[____APP_ID____]',
    '[___APPID___]',
    '[___APP-ID___]',
    '[___APPLICATION_ID___]',
    '[___POSITION_ID___]',
    '[APP_ID]',
    '[app_id]',
    '[id]',
    '[applicationId]',
    '[[id]]',
    '___APP_ID___',
    '[___APP_ID___',
    '___APP_ID___]',
    '{___APP_ID___}',
    '(___APP_ID___)',
    '%255B___APP_ID___%255D',
    '%5B___app_id___%5D',
    '%5bAPP_ID%5d',
    '%5B%5F%5FAPP_ID%5F%5F%5D',
    '{id}',
    '{{id}}',
    '${id}',
    '{application_id}',
    '{APP_ID}',
    '{{ id }}'.replaceAll(' ', '%20'),
    '{candidate.id}',
    '{}',
    '{0}',
    '%7Bid%7D',
    '<id>',
    '%3Capplication_id%3E',
    ':id',
    ':app_id',
    '%APP_ID%',
    '%s',
    '%d',
  ];
  for (const text of misspelt) {
    it(`finds ${text} in a path and in a query, also beside the placeholder`, () => {
      for (const url of [`https://p.example/done/${text}`, `https://p.example/[___APP_ID___]/?id=${text}`]) {
        assert.equal(checkNotificationUrl(url), undefined);
        assert.match(
          misspeltPlaceholder(url) ?? 'nothing',
          /^must not hold ".*the application id is written \[___APP_ID___\]/,
        );
      }
    });
  }

  const meant = [
    'https://p.example/',
    'https://p.example/?application[id]=[___APP_ID___]&application[app_id]=1&a[b][id]=2',
    'https://p.example/?application__id=[___APP_ID___]&id__in=1&application__id__in=2',
    'https://p.example/app_id/id/__init__/apps/__id',
    'https://p.example/{3F2504E0-4F89-11D3-9A0C-0305E82C3301}/%7B%22id%22:1%7D',
    'https://p.example/?q={"id":1}&list=[1,2]&tags=[a,b]',
    'https://p.example/%d0%b4%D0%B4?off=10%&of=100%25&s=%25s',
    'https://[2001:db8::1]:8443/v1/things:identify/a:id/x',
    'https://p.example/Orders(id)/$value;id=1',
  ];
  for (const url of meant) it(`has nothing against ${url}`, () => assert.equal(misspeltPlaceholder(url), undefined));

  it('has nothing against any origin, and ends soon whatever it reads', () => {
    fc.assert(fc.property(spelledOrigin, ({ text }) => assert.equal(misspeltPlaceholder(`${text}/done`), undefined)));
    const units = ['_', '_id_', '[', '[_', '{', '{a', '<a', 'a_', '%', '%5B_', '[id', ':id', '/:id', '_-'];
    for (const unit of units) misspeltPlaceholder(`https://p.example/${unit.repeat(30_000)}`);
  });
});
