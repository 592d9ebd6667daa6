import assert from 'node:assert/strict';
import fc from 'fast-check';
import { holdRows } from '../../../console/lists/hold-rows.js';

interface Row {
  id: string;
  value?: string;
}

const rows = (ids: string): Row[] => ids.split('').map((id) => ({ id }));
const keyOf = ({ id }: Row) => id;
const ids = (found: readonly Row[]) => found.map(keyOf).join('');

describe('holdRows', () => {
  const cases = [
    ['takes the first answer as it is', '', 'abc', { shows: 'abc', newer: 0 }],
    ['counts newer ones above', 'abc', 'yzabc', { shows: 'abc', newer: 2 }],
    ['counts those that come in between', 'abc', 'axbc', { shows: 'abc', newer: 1 }],
    ['takes away what is gone', 'abc', 'ac', { shows: 'ac', newer: 0 }],
    ['adds what comes behind', 'abc', 'abcd', { shows: 'abcd', newer: 0 }],
    ['adds what moves up when a row is gone', 'abc', 'acd|', { shows: 'acd', newer: 0 }],
    ['keeps what newer ones have pushed onto the next page', 'abc', 'zab|', { shows: 'abc', newer: 1 }],
    ['keeps all when the page has only newer ones', 'abc', 'xyz|', { shows: 'abc', newer: 3 }],
    ['shows the others when all of a short list are gone', 'abc', 'xy', { shows: 'xy', newer: 0 }],
    ['is empty when all are gone', 'abc', '', { shows: '', newer: 0 }],
  ] as const;
  for (const [title, held, answered, expected] of cases) {
    it(title, () => {
      const answer = { items: rows(answered.replace('|', '')), hasMore: answered.endsWith('|') };
      const found = holdRows(rows(held), answer, keyOf);
      assert.deepEqual({ shows: ids(found.rows), newer: found.newer }, expected);
    });
  }

  it('gives a row its new values in its place', () => {
    const answer = { items: [{ id: 'z' }, { id: 'a' }, { id: 'b', value: 'new' }], hasMore: false };
    assert.deepEqual(holdRows(rows('ab'), answer, keyOf).rows, [{ id: 'a' }, { id: 'b', value: 'new' }]);
  });

  it('moves no row whatever comes and goes, and forgets none', () => {
    const page = fc
      .uniqueArray(fc.integer({ min: 0, max: 20 }), { maxLength: 10 })
      .map((numbers) => numbers.sort((one, other) => one - other).map((id) => ({ id: String(id) })));
    fc.assert(
      fc.property(page, page, fc.boolean(), (held, items, hasMore) => {
        const { rows: shown, newer } = holdRows(held, { items, hasMore }, keyOf);
        const [heldIds, shownIds, answered] = [held, shown, items].map((list) => list.map(keyOf)) as string[][];
        const stayed = shownIds!.filter((id) => heldIds!.includes(id));
        assert.deepEqual(
          stayed,
          heldIds!.filter((id) => shownIds!.includes(id)),
        );
        assert.deepEqual(stayed, shownIds!.slice(0, stayed.length));
        assert.equal(new Set(shownIds).size, shownIds!.length);
        assert.equal(answered!.filter((id) => !shownIds!.includes(id)).length, newer);
        for (const id of answered!) if (heldIds!.includes(id)) assert.ok(shownIds!.includes(id));
      }),
    );
  });
});
