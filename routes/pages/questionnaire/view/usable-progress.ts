import { type Progress } from '../../../../db/applications/questionnaire-progress.js';
import { checkFieldValue } from '../../../../engine/application/application-fields.js';
import { type Question } from '../../../../engine/position/position.js';
import { readAnswer } from '../../../../engine/scoring/answers.js';
import { type AskedField } from './asked-fields.js';

interface Asked {
  questions: readonly Question[];
  fields: readonly AskedField[];
}

/**
 * Gives the saved answers and fields of a candidate in the order of the questions and fields. The position may have
 * been stored again since: what it no longer accepts or asks for is left out.
 */
export function usableProgress({ questions, fields }: Asked, progress: Progress): Progress {
  const keptAnswers = new Map(progress.answers.map(({ q, a }) => [q, a]));
  const keptFields = new Map(progress.fields.map(({ name, value }) => [name, value]));
  return {
    answers: questions.flatMap((question) => {
      const read = readAnswer(question, keptAnswers.get(question.q));
      return 'a' in read && read.a !== undefined ? [{ q: question.q, a: read.a }] : [];
    }),
    fields: fields.flatMap(({ name }) => {
      const value = keptFields.get(name);
      return value !== undefined && checkFieldValue(value) === undefined ? [{ name, value }] : [];
    }),
  };
}
