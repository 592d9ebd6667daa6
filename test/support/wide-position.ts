import fc from 'fast-check';
import { type PositionContent } from '../../engine/position/position.js';
import { arbitraryPosition } from './arbitrary-position.js';

const valuePower = fc.integer({ min: -12, max: 4 });
const weightPower = fc.integer({ min: -3, max: 1 });
const even = fc.boolean();

/**
 * Positions with a correct schema and with numbers of very different sizes. Values and weights are multiplied by powers
 * of ten, and all choices of a question may have the same value. Small numbers vanish in sums with large ones, so the
 * check refuses some positions.
 */
export const widePosition: fc.Arbitrary<PositionContent> = arbitraryPosition.chain((position) => {
  const { questionnaire, traits } = position;
  const wideQuestions = fc.tuple(
    ...questionnaire.questions.map((question) =>
      fc.tuple(valuePower, even).map(([power, same]) => ({
        ...question,
        choices: question.choices.map((choice) => ({
          ...choice,
          value: (same ? question.choices[0]! : choice).value * 10 ** power,
        })),
      })),
    ),
  );
  const wideTraits = fc.tuple(
    ...traits.map((trait) =>
      fc.array(weightPower, { minLength: trait.items.length, maxLength: trait.items.length }).map((powers) => ({
        ...trait,
        items: trait.items.map((item, index) => ({ ...item, weight: item.weight * 10 ** powers[index]! })),
      })),
    ),
  );
  return fc.tuple(wideQuestions, wideTraits).map(([questions, changed]) => ({
    ...position,
    questionnaire: { ...questionnaire, questions },
    traits: changed,
  }));
});
