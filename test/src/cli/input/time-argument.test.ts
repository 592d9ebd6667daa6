import assert from 'node:assert/strict';
import { InvalidArgumentError } from 'commander';
import { timeArgument } from '../../../../src/cli/input/time-argument.js';

describe('timeArgument', () => {
  it('reads a day or an instant', () => {
    assert.equal(timeArgument('2026-03-01T12:00:00Z'), Date.UTC(2026, 2, 1, 12));
  });

  it('refuses what is neither', () => {
    assert.throws(() => timeArgument('2026-02-30'), InvalidArgumentError);
  });
});
