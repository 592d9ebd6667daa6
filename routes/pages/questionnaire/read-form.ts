import { type Answer, readAnswer } from '../../../engine/scoring/answers.js';
import { type ApplicationField, checkFieldValue } from '../../../engine/application/application-fields.js';
import { hasControlCharacterInText, hasLoneSurrogate } from '../../../engine/check-name.js';
import { hasPipe } from '../../../engine/config/config-string.js';
import { trimAddress } from '../../../engine/application/mail-address.js';
import { type Question } from '../../../engine/position/position.js';
import { type PageWords } from '../../../engine/languages/eng.js';
import { fieldFault } from '../../../engine/fields/field-fault.js';
import { type FieldType } from '../../../engine/fields/field-type.js';
import { languageOf } from '../../../engine/languages/languages.js';
import { fieldFaultInWords } from './field-fault-in-words.js';
import { type AskedField } from './view/asked-fields.js';
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
  for (const field of view.fields) {
    const { name, formName } = field;
    const entry = entries.get(formName);
    if (entry === undefined) continue;
    const value = typedValue(field.type, trimAddress(entry.trim()));
    const fault = faultOfField(field, value, view);
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

// Half of Europe writes 12,5.
function typedValue(type: FieldType | undefined, value: string): string {
  return type?.kind === 'number' && /^[-\u2212]?\d+(?:[.,]\d+)?$/.test(value)
    ? value.replace(',', '.').replace('\u2212', '-')
    : value;
}

function faultOfField({ name, type }: AskedField, value: string, view: CandidateView): string | undefined {
  const { words } = view;
  if (checkFieldValue(value) === undefined) {
    const fault = fieldFault(type ?? (name === 'email' ? { kind: 'email' } : undefined), value);
    return fault && fieldFaultInWords(fault, languageOf(view.languageId));
  }
  if (hasPipe(value)) return words.noPipe;
  return hasControlCharacterInText(value) || hasLoneSurrogate(value) ? words.noControl : words.fieldTooLong;
}
