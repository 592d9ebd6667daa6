import assert from 'node:assert/strict';
import { type PositionFile, type Texts } from '../../../engine/position/position.js';
import { bandOf } from '../../../engine/scoring/bands.js';
import { score } from '../../../engine/scoring/score.js';
import { loadDemoPositions } from '../../../src/demo/demo-positions.js';

const LANGUAGES = ['eng', 'fra', 'spa', 'ara'];

/** Returns every text of a position, at any depth. */
function textsOf(value: unknown): Texts[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('eng' in value) return [value as Texts];
  return Object.values(value).flatMap(textsOf);
}

describe('the demo positions', () => {
  const positions = loadDemoPositions();
  const [service, leader] = positions as [PositionFile, PositionFile];

  it('are two', () => {
    assert.deepEqual(positions.map(({ aname, reportName }) => [aname, reportName]), [
      ['Customer Service', 'Customer Service Report'],
      ['Team Leader', 'Team Leader Report'],
    ]); // prettier-ignore
  });

  for (const position of positions) {
    const { questionnaire, traits, superTraits, reducers } = position;
    const items = traits.flatMap((trait) => trait.items);

    describe(position.aname, () => {
      it('asks at least 24 questions, about a third of them keyed the other way', () => {
        assert.ok(questionnaire.questions.length >= 24);
        const share = items.filter(({ reverse }) => reverse).length / items.length;
        assert.ok(share > 0.25 && share < 0.4, String(share));
      });

      it('scores every choice question in one trait', () => {
        const choices = questionnaire.questions.filter(({ type }) => type === 'choice').map(({ q }) => q);
        assert.deepEqual(items.map(({ q }) => q).sort(), choices.sort());
      });

      it('says everything in four languages, each in words of its own', () => {
        assert.deepEqual(position.languages, LANGUAGES);
        const texts = textsOf(position);
        assert.ok(texts.length > 80, String(texts.length));
        for (const text of texts) {
          assert.deepEqual(Object.keys(text), LANGUAGES);
          assert.match(text.ara!, /\p{Script=Arabic}/u);
          assert.doesNotMatch(`${text.eng}${text.fra}${text.spa}`, /\p{Script=Arabic}/u);
        }
        for (const { text } of questionnaire.questions) assert.equal(new Set(Object.values(text)).size, 4);
      });

      it('asks nothing twice', () => {
        for (const language of LANGUAGES) {
          const texts = questionnaire.questions.map(({ text }) => text[language]);
          assert.equal(new Set(texts).size, texts.length);
        }
      });

      it('has traits on one scale, super traits, and reducers of each type', () => {
        assert.ok(traits.length >= 5 && superTraits.length >= 2);
        for (const { scale, texts } of traits) assert.deepEqual([scale, texts.length], [{ low: 0, high: 100 }, 3]);
        for (const { traits: parts } of superTraits) {
          assert.ok(Math.abs(parts.reduce((sum, { weight }) => sum + weight, 0) - 1) < 1e-9);
        }
        assert.deepEqual(new Set(reducers.map(({ type }) => type)), new Set(['sum', 'minimum', 'stoplight']));
        assert.deepEqual([reducers[0]!.name, reducers[0]!.type], ['overall', 'sum']);
      });

      it('redirects whoever answers worst, proceeds with whoever answers best, and is careful with the middle', () => {
        const answering = (choose: (reverse: boolean) => number) =>
          score(
            position,
            items.map(({ q, reverse }) => ({ q, a: choose(reverse) })),
          );
        const finals = [
          answering((reverse) => (reverse ? 5 : 1)),
          answering(() => 3),
          answering((reverse) => (reverse ? 1 : 5)),
        ].map((sheet) => ['overall', 'stoplight'].map((name) => sheet.reducers[name]!.final));
        assert.deepEqual(
          finals.map(([, light]) => light),
          [1, 2, 3],
        );
        assert.deepEqual(
          finals.map(([overall]) => Math.min(overall!, 3)),
          [1, 2, 3],
        );
        for (const trait of traits) assert.notEqual(bandOf(trait.texts, 50), undefined);
      });
    });
  }

  it('have custom fields of every kind, all at the team leader', () => {
    assert.deepEqual(service.customFields, []);
    assert.deepEqual(
      leader.customFields.map(({ aname, mandatory, partner, applicant }) => [aname, mandatory, partner, applicant]),
      [
        ['job_requisition', true, true, false],
        ['business_unit', false, true, false],
        ['preferred_shift', false, false, true],
        ['years_of_experience', true, false, true],
      ],
    );
  });

  it('have one question of free text', () => {
    const texts = positions.map(({ questionnaire }) => questionnaire.questions.filter(({ type }) => type === 'text'));
    assert.deepEqual(
      texts.map((list) => list.length),
      [0, 1],
    );
  });
});
