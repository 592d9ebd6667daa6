import { type Answer, readAnswer } from '../../../engine/scoring/answers.js';
import { type ApplicationField, checkFieldValue } from '../../../engine/application/application-fields.js';
import { hasControlCharacterInText, hasLoneSurrogate } from '../../../engine/check-name.js';
import { hasPipe } from '../../../engine/config/config-string.js';
import { isMailAddress, trimAddress } from '../../../engine/application/mail-address.js';
import { type Question } from '../../../engine/position/position.js';
import { type PageWords } from '../../../engine/languages/eng.js';
import { type CandidateView } from './view/candidate-view.js';

/** The content of a form, sorted. */
export interface ReadForm {
  answers: Answer[];
  /** The questions whose answer was taken back. */
  taken: string[];
  fields: ApplicationField[];
  /** The faults of what cannot be saved, in the candidate's language, by the names of controls. */
  faults: Map<string, string>;
}

/**
 * Reads the entries of a form for the fields and questions of the view. It ignores other names, because an older page
 * may still have them. Gives undefined for a choice that is not offered, because no page sends that.
 */
export function readForm(entries: ReadonlyMap<string, string>, view: CandidateView): ReadForm | undefined {
  const read: ReadForm = { answers: [], taken: [], fields: [], faults: new Map() };
  for (const { name, formName } of view.fields) {
    const entry = entries.get(formName);
    if (entry === undefined) continue;
    const value = trimAddress(entry.trim());
    const fault = faultOfField(name, value, view.words);
    if (fault === undefined) read.fields.push({ name, value });
    else read.faults.set(formName, fault);
  }
  for (const { question, name } of view.items) {
    const value = entries.get(name);
    if (value === undefined) continue;
    const answer = readAnswer(question, value === '' ? null : value);
    if ('a' in answer) keep(read, question.q, answer.a);
    else if (question.type === 'choice') return undefined;
    else read.faults.set(name, faultOfText(value, question, view.words));
  }
  return read;
}

function keep({ answers, taken }: ReadForm, q: string, a: Answer['a'] | undefined): void {
  if (a === undefined) taken.push(q);
  else answers.push({ q, a });
}

function faultOfText(value: string, { maxLength }: Question, words: PageWords): string {
  return [...value].length > maxLength ? words.tooLong(maxLength) : words.noControl;
}

function faultOfField(name: string, value: string, words: PageWords): string | undefined {
  if (checkFieldValue(value) === undefined) {
    return name === 'email' && value !== '' && !isMailAddress(value) ? words.notAnEmail : undefined;
  }
  if (hasPipe(value)) return words.noPipe;
  return hasControlCharacterInText(value) || hasLoneSurrogate(value) ? words.noControl : words.fieldTooLong;
}
