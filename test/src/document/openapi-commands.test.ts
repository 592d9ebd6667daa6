import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Fault } from '../../../engine/fault.js';
import { loadDocument } from '../../../src/document/openapi.js';
import { compileCommands } from '../../../src/document/openapi-commands.js';

const placesOf = (faults: Fault[] | undefined) => faults?.map(({ pointer, keyword }) => `${pointer} ${keyword}`).sort();

describe('compileCommands', () => {
  const commands = compileCommands(loadDocument());
  const check = (parameters: { command: string } & Record<string, unknown>) =>
    placesOf(commands.get(parameters.command)?.(parameters));

  it('tells a missing parameter from an invalid one', () => {
    assert.deepEqual(check({ command: 'application_create' }), ['/position_id required']);
    assert.deepEqual(check({ command: 'application_create', position_id: null }), ['/position_id required']);
    assert.deepEqual(check({ command: 'application_create', position_id: 'x' }), ['/position_id format']);
  });

  it('takes null for a parameter that is not sent, whatever parameter it is', () => {
    fc.assert(
      fc.property(
        fc.subarray(['account_id', 'application_id', 'max_count', 'start_id', 'start_date', 'x']),
        (names) => {
          const nulls = Object.fromEntries(names.map((name) => [name, null]));
          assert.deepEqual(check({ command: 'application_get', ...nulls }), []);
        },
      ),
    );
  });

  it('ignores what it does not know, also within a field', () => {
    const fields = [{ n: 'email', v: 'ada@example.com', x: 1 }];
    assert.deepEqual(check({ command: 'application_create', position_id: '1', x: {}, fields }), []);
  });

  it('lets position_get have paging parameters of any kind', () => {
    assert.deepEqual(check({ command: 'position_get', max_count: 'all', start_id: [], start_date: 0 }), []);
  });

  for (const maxCount of [1, 1001, 2.5, '100']) {
    it(`refuses the max_count ${JSON.stringify(maxCount)}`, () => {
      assert.equal(check({ command: 'application_get', max_count: maxCount })?.length, 1);
    });
  }
});
