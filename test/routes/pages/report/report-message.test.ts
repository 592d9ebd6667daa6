import assert from 'node:assert/strict';
import { reportMessage, type ReportState } from '../../../../routes/pages/report/report-message.js';

const assets = { base: '', url: (name: string) => name, serve: () => undefined };

describe('a page in place of a report', () => {
  const cases: { state: ReportState; languageId: string; says: RegExp }[] = [
    { state: 'unavailable', languageId: 'fra', says: /<html lang="fr"[^]*Le rapport n’est pas accessible/ },
    { state: 'failed', languageId: 'eng', says: /<h1>Something went wrong<\/h1>\s*<p>The fault is ours/ },
    { state: 'badRequest', languageId: 'eng', says: /<h1>This link does not work<\/h1>/ },
    {
      state: 'notCompleted',
      languageId: 'heb',
      says: /<html lang="he" dir="rtl">[^]*<div\s[^>]*lang="en" dir="ltr"\s*>/,
    },
  ];
  for (const { state, languageId, says } of cases) {
    it(`says ${state} in ${languageId}`, () => assert.match(reportMessage(state, { languageId, assets }), says));
  }
});
