import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  beginDraft,
  changedKeys,
  type ConfigDraft,
  isChanged,
  rawTextOf,
} from '../../../../console/config/draft/config-draft.js';
import { type DraftValue, savedFields, type StoredField } from '../../../../console/config/draft/draft-rows.js';
import { type ConfigEdit, editDraft } from '../../../../console/config/draft/edit-draft.js';
import { parseConfigString } from '../../../../engine/config/config-string.js';
import { replaceAccountConfig } from '../../../../engine/config/replace-account-config.js';

const FIELDS: StoredField[] = [
  { key: 'ver', value: '1', secret: false, set: true },
  { key: 'url', value: 'https://p.example.com/done', secret: false, set: true },
  { key: 'auth', secret: true, set: true },
  { key: 'not_headers', secret: true, set: true, headers: [{ name: 'X-A', set: true }, { name: 'X-B', set: false }] }, // prettier-ignore
  { key: 'legacy_mode', value: 'b', secret: false, set: true },
];
const AS_TEXT = 'ver|1|url|https://p.example.com/done|auth|********|not_headers|X-A,********,X-B,|legacy_mode|b';

const begun = (fields = FIELDS) => beginDraft({ version: 17, fields });
const after = (...edits: ConfigEdit[]) => edits.reduce(editDraft, begun());
const written = (text: string, draft = begun()) => editDraft(editDraft(draft, { edit: 'write raw', text }), { edit: 'leave raw' }); // prettier-ignore
const idOf = (key: string, draft = begun()) => draft.rows.find((row) => row.key === key)!.id;
/** What would be saved: the same for two drafts that mean the same. */
const meant = (draft: ConfigDraft) => savedFields(draft.rows);

describe('a config draft', () => {
  it('begins as it is stored, with nothing to save, and masks in the raw text', () => {
    const draft = begun();
    assert.deepEqual([isChanged(draft), changedKeys(draft), rawTextOf(draft)], [false, [], AS_TEXT]);
    assert.deepEqual(meant(draft), [
      { key: 'ver', value: '1' },
      { key: 'url', value: 'https://p.example.com/done' },
      { key: 'auth', keep: true },
      { key: 'not_headers', headers: [{ name: 'X-A', keep: true }, { name: 'X-B', value: '' }] }, // prettier-ignore
      { key: 'legacy_mode', value: 'b' },
    ]);
  });

  it('counts a change until the value is as before, and puts back', () => {
    const id = idOf('url');
    const changed = after({ edit: 'set', id, text: 'https://q.example.com' });
    assert.deepEqual(changedKeys(changed), ['url']);
    assert.equal(isChanged(editDraft(changed, { edit: 'set', id, text: 'https://p.example.com/done' })), false);
    assert.equal(isChanged(editDraft(changed, { edit: 'put back', key: 'url' })), false);
  });

  it('adds a status to http_err once, and the row if there is none', () => {
    const first = after({ edit: 'add status', status: '503' });
    assert.deepEqual(meant(first).at(-1), { key: 'http_err', value: '503' });
    const both = ['429', '503'].reduce((draft, status) => editDraft(draft, { edit: 'add status', status }), first);
    assert.deepEqual(meant(both).at(-1), { key: 'http_err', value: '503,429' });
    const stored = begun([...FIELDS, { key: 'http_err', value: '503', secret: false, set: true }]);
    assert.equal(editDraft(stored, { edit: 'add status', status: '503' }), stored);
  });

  it('puts a removed row back where it was, and a new one away', () => {
    const without = after({ edit: 'remove', id: idOf('ver') }, { edit: 'remove', id: idOf('auth') });
    assert.deepEqual(changedKeys(without), ['ver', 'auth']);
    const back = ['auth', 'ver'].reduce((draft, key) => editDraft(draft, { edit: 'put back', key }), without);
    assert.deepEqual(back.rows, begun().rows);
    const added = after({ edit: 'add', key: 'http_err' });
    assert.deepEqual(changedKeys(added), ['http_err']);
    assert.equal(isChanged(editDraft(added, { edit: 'put back', key: 'http_err' })), false);
  });

  it('adds no key twice, none without a name and none with a pipe', () => {
    for (const key of ['url', '', 'a|b']) assert.equal(isChanged(after({ edit: 'add', key })), false);
  });

  it('shows a secret that was typed in the table as a mask, and keeps it when the text is written', () => {
    const typed = after({ edit: 'set', id: idOf('auth'), text: 'me:new' });
    assert.equal(rawTextOf(typed), AS_TEXT);
    const draft = written(AS_TEXT.replace('|b', '|c'), typed);
    assert.deepEqual(changedKeys(draft), ['auth', 'legacy_mode']);
    assert.deepEqual(meant(draft)[2], { key: 'auth', value: 'me:new' });
  });

  it('sets a secret that is typed over its mask in the text, and one of several headers alone', () => {
    const auth = written(AS_TEXT.replace('auth|********', 'auth|me:new'));
    assert.deepEqual([changedKeys(auth), rawTextOf(auth)], [['auth'], AS_TEXT]);
    const headers = written(AS_TEXT.replace('X-B,', 'X-B,1,X-C,2'));
    assert.deepEqual(meant(headers)[3], {
      key: 'not_headers',
      headers: [
        { name: 'X-A', keep: true },
        { name: 'X-B', value: '1' },
        { name: 'X-C', value: '2' },
      ],
    });
  });

  it('remembers what a mask stands for while its part is cut out and put in again', () => {
    const draft = [AS_TEXT.replace('auth|********|', ''), `${AS_TEXT.replace('auth|********|', '')}|auth|********`]
      .map((text): ConfigEdit => ({ edit: 'write raw', text }))
      .reduce(editDraft, after({ edit: 'set', id: idOf('auth'), text: 'me:new' }));
    assert.deepEqual(meant(draft).at(-1), { key: 'auth', value: 'me:new' });
  });

  it('leaves the rows as they were while the text is no config string, and says why', () => {
    const draft = written('ver|1|url');
    assert.deepEqual([draft.rows, draft.raw?.text], [begun().rows, 'ver|1|url']);
    assert.match(draft.raw!.fault!, /the number of parts is odd/);
    const edited = editDraft(draft, { edit: 'remove', id: idOf('legacy_mode') });
    assert.equal(rawTextOf(edited), AS_TEXT.replace('|legacy_mode|b', ''));
  });

  it('has no raw text while a value holds a pipe', () => {
    assert.equal(rawTextOf(after({ edit: 'set', id: idOf('url'), text: 'a|b' })), undefined);
  });

  it('notices another order of the same rows', () => {
    const draft = written('url|https://p.example.com/done|ver|1|auth|********|not_headers|X-A,********,X-B,|legacy_mode|b'); // prettier-ignore
    assert.deepEqual([isChanged(draft), changedKeys(draft)], [true, []]);
  });

  const part = fc.string({ unit: 'binary' }).filter((text) => !text.includes('|'));
  const plainKey = part.filter((key) => key !== '' && !['auth', 'not_headers', 'not_sep'].includes(key));
  const pairs = fc.uniqueArray(fc.tuple(plainKey, part), { selector: ([key]) => key, maxLength: 8 });

  it('gives any pairs back from their text', () => {
    fc.assert(
      fc.property(pairs, (given) => {
        const fields = given.map(([key, value]) => ({ key, value, secret: false, set: value !== '' }));
        const draft = begun(fields);
        const text = rawTextOf(draft)!;
        assert.deepEqual(parseConfigString(text), { pairs: given });
        assert.deepEqual(written(text, begun([])).rows.map(({ key, value }) => [key, textOf(value)]), given); // prettier-ignore
      }),
    );
  });

  const token = fc.stringMatching(/^[A-Za-z][A-Za-z0-9-]{0,5}$/);
  const header = fc.record({ name: token, value: fc.stringMatching(/^[a-z0-9:]{0,6}$/) });
  const tableEdit = fc.oneof(
    fc.record({ edit: fc.constant('set' as const), at: fc.nat(9), text: part }),
    fc.record({ edit: fc.constant('remove' as const), at: fc.nat(9) }),
    fc.record({ edit: fc.constant('add' as const), key: fc.oneof(plainKey, fc.constantFrom('auth', 'http_err')) }),
    fc.record({ edit: fc.constant('put back' as const), at: fc.nat(9) }),
    fc.record({ edit: fc.constant('set headers' as const), headers: fc.array(header, { maxLength: 3 }) }),
  );
  type TableEdit = typeof tableEdit extends fc.Arbitrary<infer Edit> ? Edit : never;

  const inRow = (draft: ConfigDraft, at: number) => draft.rows[at % Math.max(1, draft.rows.length)];
  function edited(draft: ConfigDraft, made: TableEdit): ConfigDraft {
    if (made.edit === 'add') return editDraft(draft, made);
    if (made.edit === 'put back') return editDraft(draft, { edit: 'put back', key: draft.base[made.at % 5]!.key });
    if (made.edit === 'set headers') {
      const row = draft.rows.find(({ key }) => key === 'not_headers');
      return row ? editDraft(draft, { ...made, id: row.id }) : draft;
    }
    const row = inRow(draft, made.at);
    // The table has other inputs for these two.
    if (!row || (made.edit === 'set' && ['not_headers', 'not_sep'].includes(row.key))) return draft;
    return editDraft(draft, made.edit === 'set' ? { ...made, id: row.id } : { edit: 'remove', id: row.id });
  }

  it('is the same draft whether an edit is made in the table or in the text', () => {
    fc.assert(
      fc.property(fc.array(tableEdit, { maxLength: 6 }), tableEdit, (before, last) => {
        const draft = before.reduce(edited, begun());
        const inTable = edited(draft, last);
        const text = rawTextOf(inTable)!;
        const inText = written(text, inTable);
        assert.deepEqual(meant(inText), meant(inTable));
        assert.equal(rawTextOf(inText), text);
        // Typed secrets are masks in the text, so only the others can be typed there from the draft before.
        if (last.edit !== 'set headers' && !('key' in last) && !typesSecret(draft, last)) {
          assert.deepEqual(changedKeys(written(text, draft)), changedKeys(inTable));
        }
      }),
    );
  });

  const typesSecret = (draft: ConfigDraft, made: TableEdit) =>
    made.edit === 'put back' || (made.edit === 'set' && inRow(draft, made.at)?.key === 'auth');

  it('saves what the rows say: kept secrets as they are stored, all else as it is written', () => {
    const stored = 'ver|1|url|https://p.example.com/done|auth|me:old|not_headers|X-A,one,X-B,|legacy_mode|b';
    fc.assert(
      fc.property(fc.array(tableEdit, { maxLength: 6 }), (edits) => {
        const draft = edits.reduce(edited, begun());
        const saved = replaceAccountConfig(stored, savedFields(draft.rows));
        if (!('text' in saved)) return;
        const read = parseConfigString(saved.text);
        assert.ok('pairs' in read);
        assert.deepEqual(read.pairs.map(([key]) => key), draft.rows.map(({ key }) => key)); // prettier-ignore
        const kept = draft.rows.find(({ key, value }) => key === 'auth' && value.kind === 'kept');
        if (kept) assert.equal(new Map(read.pairs).get('auth'), 'me:old');
        if (!isChanged(draft)) assert.equal(saved.text, stored);
      }),
    );
  });
});

const textOf = (value: DraftValue) => (value.kind === 'text' ? value.text : undefined);
