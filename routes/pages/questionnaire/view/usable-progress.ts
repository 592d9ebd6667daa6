import { type Progress } from '../../../../db/applications/questionnaire-progress.js';
import { checkFieldValue } from '../../../../engine/application/application-fields.js';
import { fieldFault } from '../../../../engine/fields/field-fault.js';
import { type Question } from '../../../../engine/position/position.js';
import { usableAnswers } from '../../../../engine/scoring/answers.js';
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
  const keptFields = new Map(progress.fields.map(({ name, value }) => [name, value]));
  return {
    answers: usableAnswers(questions, progress.answers),
    fields: fields.flatMap(({ name, type }) => {
      const value = keptFields.get(name);
      const fits = value !== undefined && checkFieldValue(value) === undefined && !fieldFault(type, value);
      return fits ? [{ name, value }] : [];
    }),
  };
}
