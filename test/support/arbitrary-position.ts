import fc from 'fast-check';
import { type Answer } from '../../engine/scoring/answers.js';
import { checkName } from '../../engine/check-name.js';
import { type FieldType } from '../../engine/fields/field-type.js';
import {
  type Band,
  type CustomField,
  type PositionContent,
  type Question,
  type Reducer,
  type SuperTrait,
  type Texts,
  type Trait,
} from '../../engine/position/position.js';

const LANGUAGES = ['eng', 'sp2'];

// Makes objects as JSON.parse makes them, so that deepEqual finds them equal.
const record = <T>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<T> =>
  fc.record(model, { noNullPrototype: true }) as fc.Arbitrary<T>;

const line = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }).filter((text) => !checkName(text));
const name = line.filter((text) => !text.includes('|'));
const texts: fc.Arbitrary<Texts> = record({ eng: line, sp2: line });
const maybeTexts = fc.oneof(texts, fc.constant({}));

// The numbers are multiples of a quarter. Their sums are exact, so any difference comes from the rule.
const quarter = fc.integer({ min: -40, max: 40 }).map((n) => n / 4);
const weight = quarter.filter((number) => number !== 0);

const choices = fc.uniqueArray(record({ a: fc.integer({ min: -9, max: 99 }), value: quarter, text: texts }), {
  selector: ({ a }) => a,
  minLength: 2,
  maxLength: 5,
});

const question: fc.Arbitrary<Question> = record({
  q: name,
  caption: maybeTexts,
  text: texts,
  optional: fc.boolean(),
  isText: fc.boolean(),
  choices,
}).chain(({ isText, ...rest }) => {
  const maxLength = fc.integer({ min: 1, max: 4000 });
  const textQuestion = { ...rest, type: 'text' as const, choices: [] };
  const choiceQuestion = { ...rest, type: 'choice' as const, maxLength: 0 };
  return isText
    ? maxLength.map((max): Question => ({ ...textQuestion, maxLength: max }))
    : fc.constant<Question>(choiceQuestion);
});

const uniqueNames = <T extends { name: string }>(item: fc.Arbitrary<T>, minLength: number) =>
  fc.uniqueArray(item, { selector: (each) => each.name, minLength, maxLength: 3 });

/** Makes bands that cover the whole line of numbers. Each band has the values of `more`. */
export function arbitraryBands<T>(more: fc.Arbitrary<T>): fc.Arbitrary<(Band & T)[]> {
  const ends = fc.uniqueArray(quarter, { maxLength: 4 }).map((numbers) => numbers.sort((a, b) => a - b));
  return ends.chain((belows) =>
    fc
      .array(more, { minLength: belows.length + 1, maxLength: belows.length + 1 })
      .map((each) =>
        each.map((rest, index): Band & T => ({ ...rest, ...(index < belows.length && { below: belows[index]! }) })),
      ),
  );
}

function trait(questions: readonly Question[]): fc.Arbitrary<Trait> {
  const items = fc
    .subarray(
      questions.filter(({ type }) => type === 'choice').map(({ q }) => q),
      { minLength: 1 },
    )
    .chain((names) => fc.tuple(...names.map((q) => record({ q: fc.constant(q), weight, reverse: fc.boolean() }))));
  const scale = record({ low: quarter, size: fc.integer({ min: 1, max: 100 }) });
  return record({
    name,
    caption: texts,
    items,
    scale: fc.option(scale, { nil: undefined }),
    texts: fc.oneof(fc.constant<Trait['texts']>([]), arbitraryBands(record({ text: texts }))),
  }).map(({ scale: wanted, ...rest }) => {
    const varies = rest.items.some(({ q }) => {
      const values = questions.find((found) => found.q === q)!.choices.map(({ value }) => value);
      return new Set(values).size > 1;
    });
    return { ...rest, ...(wanted && varies && { scale: { low: wanted.low, high: wanted.low + wanted.size } }) };
  });
}

function superTrait(traits: readonly Trait[]): fc.Arbitrary<SuperTrait> {
  const parts = fc
    .subarray(
      traits.map((each) => each.name),
      { minLength: 1 },
    )
    .chain((names) => fc.tuple(...names.map((each) => record({ trait: fc.constant(each), weight }))));
  return record({ name, caption: texts, traits: parts });
}

function reducers(traits: readonly Trait[], superTraits: readonly SuperTrait[]): fc.Arbitrary<Reducer[]> {
  const refs = [
    ...traits.map((each) => ({ kind: 'trait' as const, name: each.name })),
    ...superTraits.map((each) => ({ kind: 'super_trait' as const, name: each.name })),
  ];
  const bands = arbitraryBands(record({ final: fc.integer({ min: 1, max: 5 }), caption: texts }));
  const sum = record({
    name,
    caption: texts,
    type: fc.constant('sum' as const),
    of: fc
      .subarray(refs, { minLength: 1 })
      .chain((some) => fc.tuple(...some.map((ref) => weight.map((each) => ({ ...ref, weight: each }))))),
    bands,
  });
  const of = fc.subarray(refs, { minLength: 1 });
  const minimum = record({ name, caption: texts, type: fc.constant('minimum' as const), of, bands });
  const lights = record({ red: texts, yellow: texts, green: texts });
  return uniqueNames<Reducer>(fc.oneof(sum, minimum), 1).chain((first) => {
    const parts = fc.subarray(
      first.map((each) => each.name),
      { minLength: 1 },
    );
    const stoplight = record({ name, caption: texts, type: fc.constant('stoplight' as const), of: parts, lights });
    return fc
      .option(
        stoplight.filter((last) => first.every((each) => each.name !== last.name)),
        { nil: undefined },
      )
      .map((last) => (last ? [...first, last] : first));
  });
}

const day = fc.constantFrom('2026-01-01', '2026-06-30');
const optional = <T>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }, requiredKeys: (keyof T)[]) =>
  fc.record(model, { requiredKeys, noNullPrototype: true });

const fieldType = fc.oneof(
  record({ kind: fc.constant('text'), maxLength: fc.integer({ min: 1, max: 1000 }) }),
  optional({ kind: fc.constant('number'), decimals: fc.integer({ min: 0, max: 6 }), min: quarter }, [
    'kind',
    'decimals',
  ]),
  optional({ kind: fc.constant('date'), min: day }, ['kind']),
  record({
    kind: fc.constant('choice'),
    choices: fc.uniqueArray(record({ value: name, caption: maybeTexts }), {
      selector: ({ value }) => value,
      minLength: 2,
      maxLength: 4,
    }),
  }),
  record({ kind: fc.constantFrom('checkbox', 'phone', 'email') }),
) as fc.Arbitrary<FieldType>;

const customField = fc
  .record(
    {
      aname: name.map((text) => `x ${text}`),
      caption: maybeTexts,
      mandatory: fc.boolean(),
      partner: fc.boolean(),
      applicant: fc.boolean(),
      type: fieldType,
    },
    { requiredKeys: ['aname', 'caption', 'mandatory', 'partner', 'applicant'], noNullPrototype: true },
  )
  .map((field): CustomField => field);

/** Any small position that the check accepts. It has two languages, and its numbers are multiples of a quarter. */
export const arbitraryPosition: fc.Arbitrary<PositionContent> = fc
  .uniqueArray(question, { selector: ({ q }) => q, minLength: 1, maxLength: 5 })
  .filter((questions) => questions.some(({ type }) => type === 'choice'))
  .chain((questions) => fc.tuple(fc.constant(questions), uniqueNames(trait(questions), 1)))
  .chain(([questions, traits]) => fc.tuple(fc.constant({ questions, traits }), uniqueNames(superTrait(traits), 0)))
  .chain(([{ questions, traits }, superTraits]) =>
    record({
      aname: line,
      reportName: line,
      languages: fc.constant(LANGUAGES),
      customFields: fc.uniqueArray(customField, { selector: ({ aname }) => aname, maxLength: 3 }),
      questionnaire: record({
        introduction: maybeTexts,
        questionsPerPage: fc.integer({ min: 1, max: 100 }),
        questions: fc.constant(questions),
      }),
      traits: fc.constant(traits),
      superTraits: fc.constant(superTraits),
      reducers: reducers(traits, superTraits),
      reportIntroduction: maybeTexts,
    }),
  )
  .chain((position) =>
    fc
      .record({ caption: texts, reportCaption: texts }, { requiredKeys: [], noNullPrototype: true })
      .map((captions): PositionContent => ({ ...position, ...captions })),
  );

/**
 * Makes answers in the order of the questions. Every question that is not optional has an answer, and an optional one
 * may have one.
 */
export function arbitraryAnswers(questions: readonly Question[]): fc.Arbitrary<Answer[]> {
  const each = questions.map(({ q, type, optional, choices: offered }) => {
    const a = type === 'text' ? line : fc.constantFrom(...offered.map((choice) => choice.a));
    const answer: fc.Arbitrary<Answer> = record({ q: fc.constant(q), a });
    return optional ? fc.option(answer, { nil: undefined }) : answer;
  });
  return fc.tuple(...each).map((answers) => answers.filter((answer) => answer !== undefined));
}

/** A position with answers to it. */
export const positionAndAnswers = arbitraryPosition.chain((position) =>
  record({ position: fc.constant(position), answers: arbitraryAnswers(position.questionnaire.questions) }),
);
