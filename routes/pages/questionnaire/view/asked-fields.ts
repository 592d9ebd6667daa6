import { type StoredApplication } from '../../../../db/applications/applications.js';
import { type FieldType } from '../../../../engine/fields/field-type.js';
import { languageOf } from '../../../../engine/languages/languages.js';
import { type PositionContent } from '../../../../engine/position/position.js';
import { type SaidText, saidIn } from '../../../../engine/position/texts.js';

/** A field that the candidate is asked to fill in. */
export interface AskedField {
  name: string;
  label: SaidText;
  /** Whether the questionnaire cannot be submitted without it. */
  mandatory: boolean;
  kind: 'name' | 'email' | 'custom';
  /** What it takes; undefined for any text. */
  type: FieldType | undefined;
  /** The value that the application already has; '' if it has none. */
  stored: string;
}

/** What the pages show of an application. */
export type KnownOfCandidate = Pick<StoredApplication, 'fields' | 'appEmail' | 'expiresAt'> &
  Partial<Pick<StoredApplication, 'remindAt'>>;

interface Asked {
  application: KnownOfCandidate;
  content: PositionContent;
  languageId: string;
}

/**
 * Gives the fields that the candidate is asked for, in order: name and e-mail address if the application has none, then
 * the custom fields that the position wants from the applicant. A page cannot change any other field.
 */
export function askedFields({ application, content, languageId }: Asked): AskedField[] {
  const stored = new Map(application.fields.map(({ name, value }) => [name, value]));
  const custom = content.customFields.filter(({ applicant }) => applicant);
  const ofPosition = new Set(custom.map(({ aname }) => aname));
  const known = (name: string) => ofPosition.has(name) || (stored.get(name) ?? '') !== '';
  const { pages: words, languageId: own } = languageOf(languageId);
  const base = { mandatory: false, stored: '', type: undefined };
  return [
    ...(known('app_full_name')
      ? []
      : [{ ...base, name: 'app_full_name', label: { text: words.fullName, languageId: own }, kind: 'name' as const }]),
    ...(known('email') || application.appEmail !== undefined
      ? []
      : [{ ...base, name: 'email', label: { text: words.email, languageId: own }, kind: 'email' as const }]),
    ...custom.map(({ aname, caption, mandatory, type }) => ({
      name: aname,
      label: saidIn(caption, languageId, ...content.languages) ?? { text: aname, languageId: content.languages[0]! },
      mandatory,
      kind: 'custom' as const,
      type,
      stored: shownValue(type, stored.get(aname) ?? ''),
    })),
  ];
}

// A box that is not ticked has no value on a page.
function shownValue(type: FieldType | undefined, value: string): string {
  return type?.kind === 'checkbox' && value === 'false' ? '' : value;
}
