import assert from 'node:assert/strict';
import fc from 'fast-check';
import { beginDraft, type ConfigDraft } from '../../../../console/config/draft/config-draft.js';
import { savedFields, type StoredField } from '../../../../console/config/draft/draft-rows.js';
import { editDraft } from '../../../../console/config/draft/edit-draft.js';
import { compareDrafts, mergeDrafts, type Side } from '../../../../console/config/draft/merge-drafts.js';

type Values = Record<string, string | undefined>;
const fieldsOf = (values: Values): StoredField[] =>
  Object.entries(values).map(([key, value]) =>
    key === 'auth' ? { key, secret: true, set: true } : { key, secret: false, set: value !== '', value: value! },
  );
const START = { url: 'https://p.example.com', cmp: '0', auth: '', http_err: '500' };

function draftOf(start: Values, mine: Values): ConfigDraft {
  let draft = beginDraft({ version: 3, fields: fieldsOf(start) });
  for (const { id, key } of draft.rows) {
    const text = mine[key];
    if (text === undefined) draft = editDraft(draft, { edit: 'remove', id });
    else if (key !== 'auth' || text !== '') draft = editDraft(draft, { edit: 'set', id, text });
  }
  for (const key of Object.keys(mine).filter((name) => !(name in start))) {
    draft = editDraft(draft, { edit: 'add', key });
    draft = editDraft(draft, { edit: 'set', id: draft.rows.at(-1)!.id, text: mine[key]! });
  }
  return draft;
}

const theirsOf = (values: Values, changed: string[] = []) => ({
  version: 4,
  fields: fieldsOf(values),
  changedKeys: new Set(changed),
});

describe('two drafts of a config', () => {
  const cases: { name: string; mine: Values; theirs: Values; changed?: string[]; by: Record<string, string> }[] = [
    { name: 'a change of mine', mine: { ...START, cmp: '1' }, theirs: START, by: { cmp: 'mine' } },
    { name: 'a change of theirs', mine: START, theirs: { ...START, cmp: '1' }, by: { cmp: 'theirs' } },
    {
      name: 'two changes of different rows',
      mine: { ...START, cmp: '1' },
      theirs: { ...START, http_err: '503' },
      by: { cmp: 'mine', http_err: 'theirs' },
    },
    {
      name: 'two changes of one row',
      mine: { ...START, cmp: '1' },
      theirs: { ...START, cmp: '2' },
      by: { cmp: 'both' },
    },
    { name: 'the same change', mine: { ...START, cmp: '1' }, theirs: { ...START, cmp: '1' }, by: { cmp: 'theirs' } },
    {
      name: 'a row that I removed and they changed',
      mine: { url: START.url, auth: '', http_err: '500' },
      theirs: { ...START, cmp: '1' },
      by: { cmp: 'both' },
    },
    { name: 'a secret of theirs', mine: START, theirs: START, changed: ['auth'], by: { auth: 'theirs' } },
    {
      name: 'a secret of both',
      mine: { ...START, auth: 'me:new' },
      theirs: START,
      changed: ['auth'],
      by: { auth: 'both' },
    },
    { name: 'a secret of mine', mine: { ...START, auth: 'me:new' }, theirs: START, by: { auth: 'mine' } },
  ];
  for (const { name, mine, theirs, changed, by } of cases) {
    it(`are told apart: ${name}`, () => {
      const compared = compareDrafts(draftOf(START, mine), theirsOf(theirs, changed));
      const found = compared.filter(({ changedBy }) => changedBy !== 'nobody').map(({ key, changedBy }) => [key, changedBy]); // prettier-ignore
      assert.deepEqual(Object.fromEntries(found), by);
    });
  }

  it('are one when each row that both changed is decided', () => {
    const draft = draftOf(START, { ...START, cmp: '1', http_err: '503', rdc: 'mine' });
    const theirs = theirsOf({ ver: '1', url: 'https://q.example.com', cmp: '2', auth: '', http_err: '504' });
    assert.equal(mergeDrafts(draft, theirs, { cmp: 'mine' }), undefined);
    const merged = mergeDrafts(draft, theirs, { cmp: 'mine', http_err: 'theirs' })!;
    assert.equal(merged.version, 4);
    assert.deepEqual(savedFields(merged.rows), [
      { key: 'ver', value: '1' },
      { key: 'url', value: 'https://q.example.com' },
      { key: 'cmp', value: '1' },
      { key: 'auth', keep: true },
      { key: 'http_err', value: '504' },
      { key: 'rdc', value: 'mine' },
    ]);
  });

  const value = fc.constantFrom('1', '2', '3');
  const values = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd', 'e'), value, { noNullPrototype: true });
  it('lose nothing: each row is what somebody made of it, and whoever changed it alone has it', () => {
    fc.assert(
      fc.property(values, values, values, fc.constantFrom<Side>('mine', 'theirs'), (start, mine, other, side) => {
        const draft = draftOf(start, mine);
        const chosen = Object.fromEntries(['a', 'b', 'c', 'd', 'e'].map((key) => [key, side]));
        const merged = mergeDrafts(draft, theirsOf(other), chosen)!;
        const got = new Map(merged.rows.map((row) => [row.key, row.value.kind === 'text' ? row.value.text : '']));
        assert.equal(new Set(merged.rows.map(({ id }) => id)).size, merged.rows.length);
        for (const key of ['a', 'b', 'c', 'd', 'e']) {
          const [s, m, t] = [start[key], mine[key], other[key]];
          const expected = s === m ? t : s === t ? m : side === 'mine' ? m : t;
          assert.equal(got.get(key), expected);
        }
      }),
    );
  });
});
