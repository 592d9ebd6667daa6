import assert from 'node:assert/strict';
import { beginDraft, type ConfigDraft } from '../../../../console/config/draft/config-draft.js';
import { type StoredField } from '../../../../console/config/draft/draft-rows.js';
import { type ConfigEdit, editDraft } from '../../../../console/config/draft/edit-draft.js';
import { checkDraft, joinFaults, placeFaults } from '../../../../console/config/draft/row-faults.js';

const FIELDS: StoredField[] = [
  { key: 'url', value: 'https://p.example.com/done', secret: false, set: true },
  { key: 'auth', secret: true, set: true },
  { key: 'not_headers', secret: true, set: true, headers: [{ name: 'X-A', set: true }] },
  { key: 'http_err', value: '9', secret: false, set: true },
];
const begun = beginDraft({ version: 1, fields: FIELDS });
const idOf = (key: string, { rows }: ConfigDraft = begun) => rows.find((row) => row.key === key)!.id;
const after = (...edits: ConfigEdit[]) => edits.reduce(editDraft, begun);
const keysOf = (draft: ConfigDraft, faults = checkDraft(draft, []).faults) =>
  [...faults.rows.keys()].map((id) => draft.rows.find((row) => row.id === id)!.key);

describe('faults of rows', () => {
  it('are none of what is stored and stays, even where it is not valid', () => {
    assert.deepEqual(keysOf(begun), []);
  });

  const cases: { name: string; edits: ConfigEdit[]; keys: string[] }[] = [
    { name: 'a url', edits: [{ edit: 'set', id: idOf('url'), text: 'ftp://p' }], keys: ['url'] },
    { name: 'a pipe', edits: [{ edit: 'set', id: idOf('url'), text: 'https://p|q' }], keys: ['url'] },
    { name: 'a mask', edits: [{ edit: 'set', id: idOf('auth'), text: '********' }], keys: ['auth'] },
    { name: 'two at once', edits: [{ edit: 'set', id: idOf('url'), text: '' }, { edit: 'set', id: idOf('http_err'), text: '99' }], keys: ['url', 'http_err'] }, // prettier-ignore
    { name: 'a header without a name', edits: [{ edit: 'set headers', id: idOf('not_headers'), headers: [{ name: '', value: 'x' }] }], keys: ['not_headers'] }, // prettier-ignore
    { name: 'a header with the separator', edits: [{ edit: 'set headers', id: idOf('not_headers'), headers: [{ name: 'X-A', value: 'x,y' }] }], keys: ['not_headers'] }, // prettier-ignore
    { name: 'a header to keep that is not stored', edits: [{ edit: 'set headers', id: idOf('not_headers'), headers: [{ name: 'X-Z', value: undefined }] }], keys: ['not_headers'] }, // prettier-ignore
  ];
  for (const { name, edits, keys } of cases) it(`tell of ${name}`, () => assert.deepEqual(keysOf(after(...edits)), keys)); // prettier-ignore

  it('tell what changes for others, when the url goes elsewhere with its secrets', () => {
    const { warnings } = checkDraft(after({ edit: 'set', id: idOf('url'), text: 'https://q.example.com' }), []);
    assert.match(
      warnings.find(({ key }) => key === 'url')!.detail,
      /^auth and not_headers, .* will be sent to https:\/\/q/,
    );
  });

  it('tell of a text that cannot be read', () => {
    assert.equal(checkDraft(after({ edit: 'write raw', text: 'url' }), []).faults.others.length, 1);
  });

  it('of the gateway land at the rows that were saved, without the key, and the others nowhere', () => {
    const found = placeFaults(
      [
        { pointer: '/fields/0/value', detail: 'url: may not be called' },
        { pointer: '/note', detail: 'note: is too long' },
        { pointer: '/fields/9', detail: 'gone' },
      ],
      begun.rows,
    );
    assert.deepEqual([...found.rows], [[idOf('url'), 'may not be called']]);
    assert.deepEqual(found.others, ['note: is too long', 'gone']);
    const own = { rows: new Map([[idOf('url'), 'own']]), others: ['gone'] };
    assert.deepEqual(joinFaults(own, found), { rows: new Map([[idOf('url'), 'own']]), others: ['gone', 'note: is too long'] }); // prettier-ignore
  });
});
