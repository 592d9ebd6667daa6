import assert from 'node:assert/strict';
import { lastAnswer } from '../../../console/notifications/last-answer.js';

describe('lastAnswer', () => {
  const cases = [
    { attempt: { status: 503, total_ms: 10_000 }, words: '503 in 10 s' },
    { attempt: { status: 200, fault: null, total_ms: 31 }, words: '200 in 31 ms' },
    { attempt: { status: 503, total_ms: null }, words: '503' },
    { attempt: { status: null, fault: 'connection refused', total_ms: 3 }, words: 'connection refused' },
    { attempt: { status: null, fault: 'tls: \u202E', total_ms: 3 }, words: 'tls: \\u202e' },
    { attempt: { status: null, fault: null }, words: '–' },
  ];
  for (const { attempt, words } of cases) {
    it(`writes ${words}`, () => assert.equal(lastAnswer(attempt), words));
  }
});
