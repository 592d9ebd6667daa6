import assert from 'node:assert/strict';
import { type ReportContent } from '../../../../../routes/pages/report/content/report-content.js';
import { runningHead } from '../../../../../routes/pages/report/page/running-head.js';

const head = (candidate: string, languageId = 'eng') => runningHead({ candidate } as ReportContent, languageId);

describe('the head of a printed sheet', () => {
  it('names the person and says that it is confidential, from the side where one begins to read', () => {
    assert.equal(head('Ada'), '@page{@top-left{content:"Ada"}@top-right{content:"Confidential"}}');
    assert.match(head('Ada', 'ara'), /^@page\{@top-right\{content:"Ada"\}@top-left\{/);
    assert.match(head(''), /content:"Candidate\\20 without/);
  });

  it('holds no character of a name that could end it', () => {
    const hostile = head('</style>"}\\\n*{x:url(//a)}\u202e');
    assert.doesNotMatch(hostile.replaceAll('"Confidential"', ''), /[<>*/()]|\n|\u202e/);
    assert.equal(hostile.match(/"/g)!.length, 4);
  });
});
