import { fieldText } from '../fields/field-text.js';
import { textIn } from '../../../engine/position/texts.js';
import { type Conflicts } from './keep-progress.js';
import { type CandidateView } from './view/candidate-view.js';

const LONGEST_SHOWN = 120;

/** Says of each value that another page has changed too what is kept there. */
export function conflictFaults(conflicts: Conflicts, view: CandidateView): [string, string][] {
  return [...conflicts].map(([name, value]) => [name, view.words.changedElsewhere(shownValue(name, value, view))]);
}

function shownValue(name: string, value: string, view: CandidateView): string {
  const { items, fields, content, languageId, words } = view;
  const type = fields.find(({ formName }) => formName === name)?.type;
  if (type && (value !== '' || type.kind === 'checkbox')) {
    return fieldText(type, value, [languageId, ...content.languages]);
  }
  if (value === '') return words.noAnswer;
  const question = items.find((item) => item.name === name)?.question;
  const choice = question?.choices.find(({ a }) => String(a) === value);
  const text = choice ? textIn(choice.text, languageId, ...content.languages) : value.replace(/\s+/g, ' ').trim();
  return [...text].length > LONGEST_SHOWN ? `${[...text].slice(0, LONGEST_SHOWN).join('')}…` : text;
}
