import assert from 'node:assert/strict';
import { parseInstant } from '../../engine/instant.js';

describe('parseInstant', () => {
  const read: [string, string][] = [
    ['2026-03-01', '2026-03-01T00:00:00.000Z'],
    ['2026-03-01T12:00:00Z', '2026-03-01T12:00:00.000Z'],
    ['2026-03-01T12:00:00.25+02:00', '2026-03-01T10:00:00.250Z'],
    ['2026-03-01t12:00:00z', '2026-03-01T12:00:00.000Z'],
  ];
  for (const [text, instant] of read) {
    it(`reads ${text}`, () => assert.equal(new Date(parseInstant(text)!).toISOString(), instant));
  }

  const refused = [
    '',
    '2026-02-30',
    '2026-02-30T00:00:00Z',
    '2026-03-01T12:00:00',
    '2026-03-01 12:00:00Z',
    '2026-03-01T24:00:00Z',
    '2016-12-31T23:59:60Z',
    'today',
    '0',
  ];
  for (const text of refused) {
    it(`refuses ${JSON.stringify(text)}`, () => assert.equal(parseInstant(text), undefined));
  }
});
