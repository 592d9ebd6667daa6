import type { components, operations } from '../openapi.js';
import { type JsonText } from './json-text.js';
import { type RawReply } from './raw-reply.js';

/** A schema of the OpenAPI document. */
export type Schema<Name extends keyof components['schemas']> = components['schemas'][Name];

/** The operations of the document that do not work on data: the command face and everything that needs no user. */
type PlainOperationId =
  'command' | 'adminSignIn' | 'livez' | 'readyz' | 'metrics' | 'openapiYaml' | 'openapiJson' | 'docs';

/** Operations of the partner's endpoint, which the gateway calls. */
type WebhookId = `applicationCompletedBy${string}`;

/** The operations of the operators' console (below `/v1/admin`), by their operationId. */
export type AdminOperationId = Exclude<Extract<keyof operations, `admin${string}`>, PlainOperationId>;

/** The operations on data for partners and tools, by their operationId. */
export type OperationId = Exclude<keyof operations, PlainOperationId | WebhookId | AdminOperationId>;

type AnyOperationId = OperationId | AdminOperationId;

/**
 * The parameters that name the object of an operation. The object is found and checked before the operation runs
 * (`access.ts`).
 */
export interface Named {
  account_id?: string;
  application_id?: string;
  app_link?: string;
}

/** The parameters that hold an id, on both faces. */
export const ID_PARAMETERS = [
  'account_id',
  'application_id',
  'position_id',
  'replay_id',
  'start_id',
  'start_app_id',
  'start_acc_id',
] as const;

// The document gives these parameters a default, and the check of the request fills it in.
type Defaulted = 'limit';

/**
 * Parameters in the form that operations get after `canonicalInput`: ids are decimal strings, and a parameter that was
 * null is absent.
 */
export type Canonical<T> = {
  [Key in keyof T as Key extends Defaulted ? never : Key]: Key extends (typeof ID_PARAMETERS)[number]
    ? string
    : Exclude<T[Key], null>;
} & { [Key in keyof T as Key extends Defaulted ? Key : never]-?: NonNullable<T[Key]> };

type Given<T> = [NonNullable<T>] extends [never] ? unknown : NonNullable<T>;

type Parameter<Id extends AnyOperationId, Place extends 'path' | 'query'> = Given<operations[Id]['parameters'][Place]>;

type Body<Id extends AnyOperationId> = operations[Id] extends {
  requestBody?: { content: { 'application/json': infer Content } };
}
  ? Content
  : unknown;

type KeyOf<Id extends AnyOperationId> =
  Given<operations[Id]['parameters']['header']> extends { 'Idempotency-Key'?: infer Key }
    ? { idempotency_key?: Key }
    : unknown;

type VersionOf<Id extends AnyOperationId> = 'If-Match' extends keyof Given<operations[Id]['parameters']['header']>
  ? { if_match: number }
  : unknown;

/**
 * The input of an operation besides its object: path, query, body and idempotency key together, and the version that
 * `If-Match` names.
 */
export type Input<Id extends AnyOperationId> = Canonical<
  Omit<Parameter<Id, 'path'> & Parameter<Id, 'query'> & Body<Id> & KeyOf<Id> & VersionOf<Id>, keyof Named>
>;

type Succeeded<Id extends AnyOperationId> = operations[Id]['responses'][keyof operations[Id]['responses'] &
  (200 | 201 | 202)];

type Absent<T, Key extends keyof T> = object extends Pick<T, Key> ? undefined : never;

/**
 * An answer in the form that operations make. Its own values may already be JSON text, and an optional value may be
 * undefined.
 */
export type Writable<T> = T extends unknown ? { [Key in keyof T]: T[Key] | JsonText | Absent<T, Key> } : never;

/** The answer of an operation that succeeds, as the document describes it. */
export type Reply<Id extends AnyOperationId> = [Succeeded<Id>] extends [never]
  ? NoContent
  : Succeeded<Id> extends { content: { 'application/json': infer Content } }
    ? Writable<Content>
    : RawReply;

/** The answer of an operation that has nothing to tell (204). */
export type NoContent = Record<string, never>;
