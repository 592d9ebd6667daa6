import { findPosition } from '../../../db/positions/positions.js';
import { type ApplicationField } from '../../../engine/application/application-fields.js';
import { trimAddress } from '../../../engine/application/mail-address.js';
import { type EntityId, isStorableId } from '../../../engine/entity-id.js';
import { hasLoneSurrogate } from '../../../engine/check-name.js';
import { misspeltPlaceholder } from '../../../engine/config/misspelt-placeholder.js';
import { checkNotificationUrl } from '../../../engine/config/notification-url-check.js';
import { typedFieldFaults } from '../../../engine/fields/typed-field-faults.js';
import { missingPartnerFields } from '../../../engine/position/position.js';
import { candidateFields } from './candidate-fields.js';
import { type Input } from '../../documented.js';
import { type Context, type On } from '../../operation.js';
import { refuse, refuseFaults, type Refusal } from '../../../engine/refusal.js';
import { refusalOfMissingFields } from './refusal-of-missing-fields.js';

/** An order with every default filled in. */
export interface Order {
  accountId: EntityId;
  positionId: EntityId;
  languageId: string;
  /** Whether the request named the language. */
  languageGiven: boolean;
  fields: ApplicationField[];
  appEmail: string | undefined;
  appPhone: string | undefined;
  appUrl: string | undefined;
  reference: string | undefined;
  isTest: boolean;
  failOnDup: boolean;
  referenceUnique: boolean;
}

/** What the face of an order knows besides the parameters of both. */
export interface OrderForm {
  /** `reference` and `reference_unique` are parameters. */
  hasReference: boolean;
  /** A field that the position adds may be given as a parameter of its name. */
  hasPlainFields: boolean;
}

/**
 * Reads the order of a request by the current version of the position. Refuses a position that the account may not
 * order, and an order that the position does not accept.
 */
export async function readOrder(
  input: Input<'createApplication'>,
  { accountId, ...context }: On<'account'>,
  { hasReference, hasPlainFields }: OrderForm,
): Promise<Order | Refusal> {
  const position = isStorableId(input.position_id)
    ? await findPosition(context.db, accountId, input.position_id)
    : undefined;
  if (!position) return refuse('unknown-object', 'No such position.');
  if (position.retiredAt !== undefined) return refuse('unknown-object', 'The position is retired.');
  const languageId = input.language_id ?? position.languages[0]!;
  if (!position.languages.includes(languageId)) {
    const valid = position.languages.join(', ');
    return refuseFaults([{ pointer: '/language_id', detail: `the position has the languages ${valid}` }]);
  }
  const badUrl = input.app_url === undefined ? undefined : faultOfUrl(input.app_url, context);
  if (badUrl !== undefined) return refuseFaults([{ pointer: '/app_url', detail: badUrl }]);
  const { reference, reference_unique: referenceUnique = false } = hasReference ? input : {};
  if (reference !== undefined && hasLoneSurrogate(reference)) {
    return refuseFaults([{ pointer: '/reference', detail: 'must be valid Unicode text' }]);
  }
  const plain = hasPlainFields ? position.customFields.map((field) => field.aname) : [];
  const fields = candidateFields(input, plain);
  if ('faults' in fields) return refuseFaults(fields.faults);
  const given = { fields: input.fields, ...(hasPlainFields && { plain: input }) };
  const unfit = typedFieldFaults(fields.fields, position.customFields, given);
  if (unfit.length > 0) return refuseFaults(unfit);
  const missing = refusalOfMissingFields(missingPartnerFields(position, fields.fields));
  if (missing) return missing;
  return {
    accountId,
    positionId: position.positionId,
    languageId,
    languageGiven: input.language_id !== undefined,
    fields: fields.fields,
    ...addressesOf(input),
    appUrl: input.app_url,
    reference,
    isTest: input.is_test ?? false,
    failOnDup: input.fail_on_dup ?? false,
    referenceUnique,
  };
}

/** Where the invitations of an order go. */
export function addressesOf({ app_email: email, app_phone: phone }: Input<'createApplication'>) {
  return { appEmail: email && trimAddress(email), appPhone: phone };
}

/** Checks a url by the rules for the account's own url, and by the egress guard. */
function faultOfUrl(url: string, { refusalOfUrl }: Context): string | undefined {
  const fault = checkNotificationUrl(url) ?? misspeltPlaceholder(url);
  if (fault !== undefined) return fault;
  const refusal = refusalOfUrl(url);
  return refusal && `may not be called: ${refusal}`;
}
