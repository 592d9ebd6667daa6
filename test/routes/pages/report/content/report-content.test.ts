import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Answer } from '../../../../../engine/scoring/answers.js';
import { type PositionContent } from '../../../../../engine/position/position.js';
import { score } from '../../../../../engine/scoring/score.js';
import { reportContent } from '../../../../../routes/pages/report/content/report-content.js';
import { type FoundReport } from '../../../../../routes/pages/report/content/report-of-token.js';
import { html } from '../../../../../routes/pages/html.js';
import { reportPage } from '../../../../../routes/pages/report/page/report-page.js';
import { positionAndAnswers } from '../../../../support/arbitrary-position.js';
import { SAMPLE_ANSWERS, SAMPLE_POSITION } from '../../../../support/sample-position.js';
import { TEST_NOW } from '../../../../support/test-now.js';
import { notWellFormed } from '../../../../support/well-formed.js';

function found(content: PositionContent, answers: Answer[], more: Partial<FoundReport> = {}): FoundReport {
  const application = {
    fields: [{ name: 'email', value: 'ada@example.com' }],
    completedAt: TEST_NOW,
  } as FoundReport['application'];
  const result = {
    applicationId: '1',
    positionVersion: 1,
    languageId: 'eng',
    answers,
    scores: score(content, answers),
    submittedAt: TEST_NOW,
  };
  return {
    application,
    full: true,
    identity: { name: 'a' },
    rdc: undefined,
    content,
    result,
    consent: undefined,
    ...more,
  };
}

const page = (given: FoundReport, languageId: string) =>
  reportPage({ content: reportContent(given, languageId), languageId, stylesheets: [], brand: html`` });

describe('the content of a report', () => {
  it('has every score within its range, and one band reached on each line, for any position and answers', () => {
    fc.assert(
      fc.property(positionAndAnswers, ({ position, answers }) => {
        const content = reportContent(found(position, answers), 'eng');
        const lines = content.decisions.flatMap(({ score: value, range }) =>
          range ? [{ score: value, ...range }] : [],
        );
        for (const { score: value, low, high } of [...content.traits, ...content.superTraits, ...lines]) {
          assert.ok(value >= low - 0.001 && value <= high + 0.001, JSON.stringify({ value, low, high }));
        }
        for (const { bands, decision } of content.decisions) {
          assert.deepEqual(
            bands.filter(({ reached }) => reached).map(({ caption }) => caption),
            [decision],
          );
        }
      }),
    );
  });

  it('becomes a page whose drawings are well-formed, with the main score of any reducer', () => {
    fc.assert(
      fc.property(positionAndAnswers, fc.constantFrom('eng', 'sp2', 'ara'), ({ position, answers }, languageId) => {
        const rdc = position.reducers[0]!.name;
        const text = page(found(position, answers, { rdc }), languageId);
        assert.ok(text.includes('id="main-score"'));
        const drawings = [...text.matchAll(/<svg\s+class="(?:bar|scale)"[^]*?<\/svg>(?=\s*<(?:\/li|p|ul))/g)];
        for (const [drawing] of drawings) assert.equal(notWellFormed(drawing), undefined, drawing);
      }),
    );
  });

  it('says so where a light is green, whichever final it has', () => {
    const stoplight = reportContent(found(SAMPLE_POSITION, SAMPLE_ANSWERS), 'eng').decisions.at(-1)!;
    assert.deepEqual(
      stoplight.bands.map(({ caption, reached }) => [caption, reached]),
      [
        ['Red', false],
        ['Yellow', false],
        ['Green', true],
      ],
    );
  });

  it('goes by the e-mail address where there is no name', () => {
    assert.equal(reportContent(found(SAMPLE_POSITION, []), 'eng').candidate, 'ada@example.com');
  });

  it('falls back to the position’s first language, and to the name where a caption is in none', () => {
    const content = structuredClone(SAMPLE_POSITION);
    content.traits[0]!.caption = { eng: 'Patience' };
    content.traits[1]!.caption = {};
    const labels = reportContent(found(content, []), 'ara').traits.map(({ label }) => label);
    assert.deepEqual(labels, ['Patience', 'drive']);
  });

  it('says the ends of a range once for all rows that have it', () => {
    const content = structuredClone(SAMPLE_POSITION);
    content.traits = Array.from({ length: 20 }, (_, n) => ({ ...content.traits[1]!, name: `t${n}` }));
    content.superTraits = [];
    content.reducers = [];
    const text = page(found(content, []), 'eng');
    assert.equal(text.match(/Scale from 2 to 10/g)!.length, 1);
    assert.equal(text.match(/<h3>Drive/g)!.length, 20);
  });

  it('says what a score means beside its bar, with the scores of which that holds', () => {
    const [patience] = reportContent(found(SAMPLE_POSITION, SAMPLE_ANSWERS), 'eng').traits;
    assert.deepEqual(patience!.cutOffs, [50]);
    assert.deepEqual(patience!.band, { from: 50, text: 'Takes the time that is needed.' });
    assert.match(page(found(SAMPLE_POSITION, SAMPLE_ANSWERS), 'eng'), /50 and above<\/bdi>\s*<span>Takes the time/);
  });

  it('has the place of an answer on its scale, only for what a trait scores', () => {
    const { answers } = reportContent(found(SAMPLE_POSITION, SAMPLE_ANSWERS), 'eng');
    assert.deepEqual(
      answers!.map(({ place }) => place),
      [{ at: 5, of: 5 }, { at: 1, of: 5 }, { at: 4, of: 5 }, undefined],
    );
  });
});
