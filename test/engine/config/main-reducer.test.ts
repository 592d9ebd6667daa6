import assert from 'node:assert/strict';
import { mainReducerOf } from '../../../engine/config/main-reducer.js';

describe('mainReducerOf', () => {
  const of = (...names: string[]) => names.map((name) => ({ name }));
  const cases: { name: string; reducers: string[]; main?: string; rdc?: string; expected: string | undefined }[] = [
    { name: 'the one that the account names', reducers: ['a', 'b'], main: 'a', rdc: 'b', expected: 'b' },
    { name: 'the one that the position names, without rdc', reducers: ['a', 'b'], main: 'b', expected: 'b' },
    { name: 'the only one, without both', reducers: ['a'], expected: 'a' },
    { name: 'none of several that nobody names', reducers: ['a', 'b'], expected: undefined },
    { name: 'none where the account names another', reducers: ['a'], main: 'a', rdc: 'A', expected: undefined },
    { name: 'none of none', reducers: [], expected: undefined },
  ];
  for (const { name, reducers, main, rdc, expected } of cases) {
    it(`is ${name}`, () => {
      const position = { reducers: of(...reducers), ...(main !== undefined && { mainReducer: main }) };
      assert.equal(mainReducerOf(position, rdc)?.name, expected);
    });
  }
});
