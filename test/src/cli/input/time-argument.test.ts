import assert from 'node:assert/strict';
import { InvalidArgumentError } from 'commander';
import { timeArgument } from '../../../../src/cli/input/time-argument.js';

describe('timeArgument', () => {
  const read: [string, string][] = [
    ['2026-03-01', '2026-03-01T00:00:00.000Z'],
    ['2026-03-01T12:00:00Z', '2026-03-01T12:00:00.000Z'],
    ['2026-03-01T12:00:00.25+02:00', '2026-03-01T10:00:00.250Z'],
  ];
  for (const [text, instant] of read) {
    it(`reads ${text}`, () => assert.equal(new Date(timeArgument(text)).toISOString(), instant));
  }

  const refused = [
    '',
    '2026-02-30',
    '2026-02-30T00:00:00Z',
    '2026-03-01T12:00:00',
    '2026-03-01T25:00:00Z',
    'today',
    '0',
  ];
  for (const text of refused) {
    it(`refuses ${JSON.stringify(text)}`, () => assert.throws(() => timeArgument(text), InvalidArgumentError));
  }
});
