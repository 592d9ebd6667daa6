import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Answer } from '../../../engine/scoring/answers.js';
import { type Question, type Trait } from '../../../engine/position/position.js';
import { itemRanges } from '../../../engine/scoring/item-ranges.js';
import { roundScore } from '../../../engine/scoring/round-score.js';
import { scoreTraits, traitRange } from '../../../engine/scoring/traits.js';
import { positionAndAnswers } from '../../support/arbitrary-position.js';

const question = (q: string, values: number[]): Question => ({
  q,
  caption: {},
  text: {},
  type: 'choice',
  optional: true,
  choices: values.map((value, index) => ({ a: index + 1, value, text: {} })),
  maxLength: 0,
});

type Item = Trait['items'][number];
const trait = (items: Partial<Item>[], scale?: Trait['scale']): Trait => ({
  name: 't',
  caption: {},
  items: items.map((item, index) => ({ q: String(index), weight: 1, reverse: false, ...item })),
  ...(scale && { scale }),
  texts: [],
});
const scoreOf = (one: Trait, questions: readonly Question[], answers: Answer[]) =>
  roundScore(scoreTraits([one], questions, answers)[one.name]!);

describe('scoreTraits', () => {
  const FIVE = [1, 2, 3, 4, 5];
  const questions = [question('0', FIVE), question('1', FIVE), question('2', [0, 10])];
  const answers = [
    { q: '0', a: 4 },
    { q: '1', a: 2 },
    { q: '2', a: 1 },
  ];
  const cases: { name: string; trait: Trait; score: number }[] = [
    { name: 'sums values up', trait: trait([{}, {}]), score: 6 },
    { name: 'counts values, not the names of choices', trait: trait([{ q: '2' }]), score: 0 },
    { name: 'weighs', trait: trait([{ weight: 0.5 }, { weight: -2 }]), score: -2 },
    { name: 'turns a reverse-keyed item round', trait: trait([{}, { reverse: true }]), score: 8 },
    { name: 'spreads the possible sums over the scale', trait: trait([{}, {}], { low: 0, high: 100 }), score: 50 },
    {
      name: 'spreads them with weights below 0 too',
      trait: trait([{ weight: -1 }], { low: 10, high: 20 }),
      score: 12.5,
    },
  ];
  for (const { name, trait: one, score } of cases) {
    it(name, () => assert.equal(scoreOf(one, questions, answers), score));
  }

  it('does not round', () => {
    const third = trait([{}, {}, { q: '2' }], { low: 0, high: 1 });
    assert.deepEqual(scoreTraits([third], questions, answers), { t: 4 / 18 });
  });

  it('counts a missing answer as the middle of its choices', () => {
    assert.equal(scoreOf(trait([{}, { q: '2', reverse: true }]), questions, []), 3 + 5);
    assert.equal(scoreOf(trait([{ q: '2', weight: 3 }], { low: 0, high: 1 }), questions, []), 0.5);
  });

  it('keeps traits of any name apart', () => {
    const named = ['__proto__', 'constructor', 'toString'].map((name) => ({ ...trait([{}]), name }));
    const scores = scoreTraits(named, questions, answers);
    for (const { name } of named) assert.equal(scores[name], 4, name);
  });
});

// The choices are 1 to n, and the weights are multiples of a quarter, so sums are exact.
const likert = fc.record({
  size: fc.integer({ min: 2, max: 7 }),
  weight: fc.integer({ min: -12, max: 12 }).filter((n) => n !== 0).map((n) => n / 4),
  reverse: fc.boolean(),
}); // prettier-ignore
const likertTrait = fc
  .record({
    items: fc.array(likert, { minLength: 1, maxLength: 6 }),
    scale: fc.option(fc.constant({ low: -10, high: 90 }), { nil: undefined }),
  })
  .chain(({ items, scale }) =>
    fc.record({
      questions: fc.constant(items.map(({ size }, index) => question(String(index), range(size)))),
      trait: fc.constant(trait(items.map(({ weight, reverse }) => ({ weight, reverse })), scale)), // prettier-ignore
      answers: fc.tuple(...items.map(({ size }, index) => fc.record({ q: fc.constant(String(index)), a: fc.integer({ min: 1, max: size }) }))), // prettier-ignore
      index: fc.nat({ max: items.length - 1 }),
    }),
  );

function range(size: number): number[] {
  return Array.from({ length: size }, (_, index) => index + 1);
}

const replaced = <T>(list: readonly T[], at: number, change: (item: T) => T): T[] =>
  list.map((item, index) => (index === at ? change(item) : item));

describe('scoreTraits, whatever the trait and the answers', () => {
  it('gives the same score if an item is keyed the other way and its answer mirrored', () => {
    fc.assert(
      fc.property(likertTrait, ({ trait: one, questions, answers, index }) => {
        const turned = { ...one, items: replaced(one.items, index, (item) => ({ ...item, reverse: !item.reverse })) };
        const size = questions[index]!.choices.length;
        const mirrored = replaced(answers, index, ({ q, a }) => ({ q, a: size + 1 - a }));
        assert.equal(scoreOf(turned, questions, mirrored), scoreOf(one, questions, answers));
      }),
    );
  });

  it('counts a missing answer as half way between the lowest and the highest', () => {
    fc.assert(
      fc.property(likertTrait, ({ trait: one, questions, answers, index }) => {
        const with_ = (a: number) =>
          scoreOf(
            one,
            questions,
            replaced(answers, index, ({ q }) => ({ q, a })),
          );
        const without = scoreOf(one, questions, answers.filter((_, at) => at !== index)); // prettier-ignore
        const between = (with_(1) + with_(questions[index]!.choices.length)) / 2;
        assert.ok(Math.abs(without - between) < 0.0002, `${without} is not ${between}`);
      }),
    );
  });

  it('stays within traitRange, and reaches both of its ends', () => {
    fc.assert(
      fc.property(positionAndAnswers, ({ position: { traits, questionnaire }, answers }) => {
        for (const one of traits) {
          const [low, high] = ends(one, questionnaire.questions);
          const score = scoreOf(one, questionnaire.questions, answers);
          assert.ok(score >= low && score <= high, `${low} ${score} ${high}`);
          const extreme = (sign: 1 | -1) =>
            scoreOf(one, questionnaire.questions, extremeAnswers(one, questionnaire.questions, sign));
          assert.deepEqual([extreme(-1), extreme(1)], [low, high]);
        }
      }),
    );
  });

  it('stays within a range whose ends have more decimals than scores', () => {
    const fine = trait([{}], { low: 100 / 3, high: 200 / 3 });
    const questions = [question('0', [1, 2])];
    const scores = [1, 2].map((a) => scoreOf(fine, questions, [{ q: '0', a }]));
    assert.deepEqual(scores, ends(fine, questions));
  });
});

/** Returns the ends of the trait's range, rounded as scores are. */
function ends(one: Trait, questions: readonly Question[]): [low: number, high: number] {
  const { low, high } = traitRange(one, itemRanges(questions));
  return [roundScore(low), roundScore(high)];
}

/** Returns the answers that give the highest (1) or the lowest (-1) score. */
function extremeAnswers(one: Trait, questions: readonly Question[], sign: 1 | -1): Answer[] {
  return one.items.map(({ q, weight, reverse }) => {
    const direction = sign * Math.sign(weight) * (reverse ? -1 : 1);
    const sorted = [...questions.find((found) => found.q === q)!.choices].sort(
      (x, y) => direction * (y.value - x.value),
    );
    return { q, a: sorted[0]!.a };
  });
}
