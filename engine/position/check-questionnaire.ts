import { type Report, reportRepeated } from './fault-report.js';
import { type ChoiceDocument, type QuestionDocument, type QuestionnaireDocument } from './position-document.js';

/**
 * Reports what is wrong with the questions of a position file: repeated names and choices, scales that do not exist, a
 * choice question without exactly one of `scale` and `choices`, a text question with either.
 */
export function checkQuestionnaire({ scales = {}, questions }: QuestionnaireDocument, report: Report): void {
  for (const [name, choices] of Object.entries(scales)) checkChoices(choices, report, ['scales', name]);
  reportRepeated(questions.map(({ q }) => q), report, (index) => ['questionnaire', 'questions', index, 'q']); // prettier-ignore
  for (const [index, question] of questions.entries()) {
    checkQuestion(question, scales, (detail, ...path) => report(detail, 'questionnaire', 'questions', index, ...path));
    if (question.choices) checkChoices(question.choices, report, ['questions', index, 'choices']);
  }
}

function checkQuestion({ type = 'choice', ...question }: QuestionDocument, scales: object, report: Report): void {
  const { scale, choices } = question;
  if (type === 'text') {
    for (const key of ['scale', 'choices'] as const) {
      if (question[key] !== undefined) report('must not be given for a text question', key);
    }
    return;
  }
  if (scale === undefined && choices === undefined) report('must have a scale or choices');
  if (scale !== undefined && choices !== undefined) report('must not be given beside a scale', 'choices');
  if (scale !== undefined && !Object.hasOwn(scales, scale)) {
    report(`must be one of the scales of the questionnaire`, 'scale');
  }
  if (question.max_length !== undefined) report('must not be given for a choice question', 'max_length');
}

function checkChoices(choices: readonly ChoiceDocument[], report: Report, place: (string | number)[]): void {
  reportRepeated(choices.map(({ a }) => a), report, (index) => ['questionnaire', ...place, index, 'a']); // prettier-ignore
}
