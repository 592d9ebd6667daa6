import { checkFieldName, type ApplicationField } from './application-fields.js';
import { checkName } from './check-name.js';
import { isStorableId, parseEntityId, type EntityId } from './entity-id.js';
import { isJsonObject, type JsonObject } from './json-object.js';
import { jsonPointer, type PointedFault } from './json-pointer.js';
import { isLanguageId } from './languages.js';

/** A field of the application form that one position adds to the known candidate fields. */
export interface CustomField {
  aname: string;
  /** The label by language id. */
  caption: Record<string, string>;
  mandatory: boolean;
  /** The partner gives it when ordering. */
  partner: boolean;
  /** The candidate gives it when answering. */
  applicant: boolean;
}

/** An assessment type that can be ordered. */
export interface Position {
  positionId: EntityId;
  aname: string;
  reportName: string;
  languages: string[];
  customFields: CustomField[];
}

/** A checked position file; without an id the position gets one when it is stored. */
export interface PositionFile extends Omit<Position, 'positionId'> {
  positionId?: EntityId;
}

// Parameters of commands, and those that hold ids: a custom field of that name could not be given as a plain parameter.
const RESERVED_NAMES: ReadonlySet<string> = new Set([
  'command',
  'partner_api',
  'account_id',
  'application_id',
  'replay_id',
  'start_id',
  'start_app_id',
  'start_acc_id',
  'position_id',
  'language_id',
  'app_email',
  'app_phone',
  'app_url',
  'is_test',
  'fail_on_dup',
  'fields',
  'idempotency_key',
]);

const MAX_CAPTION = 1000;

type Report = (detail: string, ...path: (string | number)[]) => void;

/**
 * Checks a parsed position file: `position_id?`, `aname`, `report_name?` (default aname), `languages`, and
 * `custom_fields?` of `aname`, `caption?`, `mandatory?`, `partner?`, `applicant?` (default no caption and false).
 * Unknown keys are refused, as a misspelt one would be lost unseen. All faults come together.
 */
export function checkPositionFile(value: unknown): { position: PositionFile } | { faults: PointedFault[] } {
  const faults: PointedFault[] = [];
  const report: Report = (detail, ...path) => faults.push({ pointer: jsonPointer(...path), detail });
  if (!isJsonObject(value)) return { faults: [{ pointer: '', detail: 'must be an object' }] };
  reportUnknownKeys(value, ['position_id', 'aname', 'report_name', 'languages', 'custom_fields'], report);
  const positionId = value.position_id === undefined ? undefined : readPositionId(value.position_id, report);
  const aname = readName(value.aname, report, ['aname']);
  const reportName = value.report_name === undefined ? aname : readName(value.report_name, report, ['report_name']);
  const languages = readLanguages(value.languages, report);
  const customFields = value.custom_fields === undefined ? [] : readCustomFields(value.custom_fields, report);
  if (faults.length > 0) return { faults };
  const position = { aname, reportName, languages, customFields };
  return { position: positionId === undefined ? position : { positionId, ...position } };
}

/**
 * Names of the fields that the position requires of the partner and that are absent or empty, in the position's order;
 * any is error 1716 (contract, section 6, application_create).
 */
export function missingPartnerFields(
  position: Pick<Position, 'customFields'>,
  fields: readonly ApplicationField[],
): string[] {
  const given = new Set(fields.filter(({ value }) => value !== '').map(({ name }) => name));
  return position.customFields
    .filter((field) => field.mandatory && field.partner && !given.has(field.aname))
    .map((field) => field.aname);
}

function readPositionId(value: unknown, report: Report): EntityId | undefined {
  const id = parseEntityId(value);
  // 0 makes some databases draw the next id instead.
  if (id === undefined || id === '0' || !isStorableId(id)) {
    report('must be an id from 1 to 9223372036854775807', 'position_id');
  }
  return id;
}

function readName(value: unknown, report: Report, path: string[], max?: number): string {
  const detail = typeof value === 'string' ? checkName(value, max) : 'must be a string';
  if (detail !== undefined) report(detail, ...path);
  return typeof value === 'string' ? value : '';
}

function readLanguages(value: unknown, report: Report): string[] {
  if (!Array.isArray(value) || value.length === 0) {
    report('must be a list of at least one language id', 'languages');
    return [];
  }
  const languages: string[] = [];
  for (const [index, id] of (value as unknown[]).entries()) {
    if (typeof id !== 'string' || !isLanguageId(id)) report('must be three of a-z and 0-9', 'languages', index);
    else if (languages.includes(id)) report('must not be given twice', 'languages', index);
    else languages.push(id);
  }
  return languages;
}

function readCustomFields(value: unknown, report: Report): CustomField[] {
  if (!Array.isArray(value)) {
    report('must be a list', 'custom_fields');
    return [];
  }
  const seen = new Set<string>();
  return (value as unknown[]).flatMap((entry, index) => {
    const within: Report = (detail, ...path) => report(detail, 'custom_fields', index, ...path);
    if (isJsonObject(entry)) return [readCustomField(entry, seen, within)];
    within('must be an object');
    return [];
  });
}

function readCustomField(entry: JsonObject, seen: Set<string>, report: Report): CustomField {
  reportUnknownKeys(entry, ['aname', 'caption', 'mandatory', 'partner', 'applicant'], report);
  const aname = typeof entry.aname === 'string' ? entry.aname : '';
  const detail = typeof entry.aname === 'string' ? checkFieldName(aname) : 'must be a string';
  if (detail !== undefined) report(detail, 'aname');
  else if (RESERVED_NAMES.has(aname)) report('must not be the name of a request parameter', 'aname');
  else if (seen.has(aname)) report('must not be given twice', 'aname');
  seen.add(aname);
  return {
    aname,
    caption: entry.caption === undefined ? {} : readCaption(entry.caption, report),
    mandatory: readFlag(entry, 'mandatory', report),
    partner: readFlag(entry, 'partner', report),
    applicant: readFlag(entry, 'applicant', report),
  };
}

function readCaption(value: unknown, report: Report): Record<string, string> {
  if (!isJsonObject(value)) {
    report('must be an object of language id and text', 'caption');
    return {};
  }
  const caption: Record<string, string> = {};
  for (const [language, text] of Object.entries(value)) {
    if (!isLanguageId(language)) report('must have a language id as its key', 'caption', language);
    else caption[language] = readName(text, report, ['caption', language], MAX_CAPTION);
  }
  return caption;
}

function readFlag(entry: JsonObject, name: 'mandatory' | 'partner' | 'applicant', report: Report): boolean {
  const value = entry[name];
  if (value === undefined) return false;
  if (typeof value === 'boolean') return value;
  report('must be true or false', name);
  return false;
}

function reportUnknownKeys(value: JsonObject, known: readonly string[], report: Report): void {
  for (const key of Object.keys(value)) {
    if (!known.includes(key)) report('is not a key of this format', key);
  }
}
