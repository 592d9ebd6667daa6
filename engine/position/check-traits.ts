import { checkBands } from './check-bands.js';
import { checkScale } from './check-scale.js';
import { type Report, reportRepeated } from './fault-report.js';
import { type PositionDocument, type QuestionDocument, type TraitDocument } from './position-document.js';

/**
 * Reports what is wrong with the traits and super traits of a position file: repeated names, items and parts,
 * references to things that do not exist, items that are no choice questions, a scale that is no range or cannot be
 * used.
 */
export function checkTraits(document: PositionDocument, report: Report): void {
  const { traits = [], super_traits: superTraits = [], questionnaire } = document;
  const questions = new Map((questionnaire?.questions ?? []).map((question) => [String(question.q), question]));
  // This is made once for all traits, because two hundred of them may have five hundred items each.
  const values = new Map([...questions].map(([q, question]) => [q, valuesOf(question, questionnaire?.scales)]));
  reportRepeated(traits.map(({ name }) => name), report, (index) => ['traits', index, 'name']); // prettier-ignore
  for (const [index, trait] of traits.entries()) {
    const within: Report = (detail, ...path) => report(detail, 'traits', index, ...path);
    checkItems(trait, questions, within);
    checkScale(trait, within, (q) => values.get(q) ?? []);
    if (trait.texts) checkBands(trait.texts, (detail, ...path) => within(detail, 'texts', ...path));
  }
  const known = new Set(traits.map(({ name }) => name));
  reportRepeated(superTraits.map(({ name }) => name), report, (index) => ['super_traits', index, 'name']); // prettier-ignore
  for (const [index, { traits: parts }] of superTraits.entries()) {
    const pathOf = (part: number) => ['super_traits', index, 'traits', part, 'trait'];
    reportRepeated(parts.map(({ trait }) => trait), report, pathOf); // prettier-ignore
    for (const [part, { trait }] of parts.entries()) {
      if (!known.has(trait)) report('must be one of the traits', ...pathOf(part));
    }
  }
}

function checkItems({ items }: TraitDocument, questions: Map<string, QuestionDocument>, report: Report): void {
  reportRepeated(items.map(({ q }) => q), report, (index) => ['items', index, 'q']); // prettier-ignore
  for (const [index, { q }] of items.entries()) {
    const question = questions.get(String(q));
    if (!question) report('must be one of the questions', 'items', index, 'q');
    else if (question.type === 'text') report('must be a choice question', 'items', index, 'q');
  }
}

function valuesOf(
  { scale, choices }: QuestionDocument,
  scales: NonNullable<PositionDocument['questionnaire']>['scales'] = {},
): number[] {
  const own = choices ?? (scale !== undefined && Object.hasOwn(scales, scale) ? scales[scale]! : []);
  return own.map(({ a, value = a }) => value);
}
