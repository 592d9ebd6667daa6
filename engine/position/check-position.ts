import { checkPositionTexts } from './check-position-texts.js';
import { checkQuestionnaire } from './check-questionnaire.js';
import { checkReducers } from './check-reducers.js';
import { checkTraits } from './check-traits.js';
import { checkFieldType } from '../fields/check-field-type.js';
import { isStorableId, parseEntityId } from '../entity-id.js';
import { gatherFaults, type Report, reportRepeated } from './fault-report.js';
import { type Fault } from '../fault.js';
import { type PositionDocument } from './position-document.js';

// Parameters of commands, and parameters that hold ids. A custom field of such a name could not be given as a plain
// parameter.
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

/**
 * The faults of a position file that its schema accepted, up to 1000 together. These are the rules that a schema cannot
 * express (docs/position-format.md). Refused are repeated or reserved names, references to things that do not exist,
 * texts that lack a language of the position or have another, and scores that could not be calculated.
 */
export function checkPosition(document: PositionDocument): Fault[] {
  return gatherFaults((report) => {
    checkId(document, report);
    reportRepeated(document.languages, report, (index) => ['languages', index]);
    checkCustomFields(document, report);
    checkPositionTexts(document, report);
    if (document.questionnaire) checkQuestionnaire(document.questionnaire, report);
    checkTraits(document, report);
    checkReducers(document, report);
  });
}

function checkId({ position_id: value }: PositionDocument, report: Report): void {
  if (value === undefined) return;
  const id = parseEntityId(value);
  if (id === undefined || !isStorableId(id)) report('must be an id from 1 to 9223372036854775807', 'position_id');
}

function checkCustomFields({ custom_fields: fields = [] }: PositionDocument, report: Report): void {
  const pathOf = (index: number) => ['custom_fields', index, 'aname'];
  reportRepeated(fields.map(({ aname }) => aname), report, pathOf); // prettier-ignore
  for (const [index, field] of fields.entries()) {
    if (RESERVED_NAMES.has(field.aname)) report('must not be the name of a request parameter', ...pathOf(index));
    for (const [detail, ...path] of checkFieldType(field)) report(detail, 'custom_fields', index, ...path);
  }
}
