import type { components, operations } from '../openapi.js';
import { type JsonText } from './json-text.js';

/** A schema of the document. */
export type Schema<Name extends keyof components['schemas']> = components['schemas'][Name];

/** Operations of the document that are no operations on data: the command face and what needs no user. */
type PlainOperationId =
  'command' | 'livez' | 'readyz' | 'metrics' | 'openapiYaml' | 'openapiJson' | 'docs' | 'docsPage';

/** The operations on data, by their operationId. */
export type OperationId = Exclude<keyof operations, PlainOperationId>;

/** What an operation is about is named by these; it is found and checked before the operation runs (`access.ts`). */
export interface Named {
  account_id?: string;
  application_id?: string;
  app_link?: string;
}

/** Parameters that hold an id, on both faces. */
export const ID_PARAMETERS = [
  'account_id',
  'application_id',
  'position_id',
  'replay_id',
  'start_id',
  'start_app_id',
  'start_acc_id',
] as const;

// The document gives them a default, and the check of the request fills it in.
type Defaulted = 'limit';

/**
 * Parameters as operations take them, once `canonicalInput` is through: ids are decimal strings, what was null is
 * absent.
 */
export type Canonical<T> = {
  [Key in keyof T as Key extends Defaulted ? never : Key]: Key extends (typeof ID_PARAMETERS)[number]
    ? string
    : Exclude<T[Key], null>;
} & { [Key in keyof T as Key extends Defaulted ? Key : never]-?: NonNullable<T[Key]> };

type Given<T> = [NonNullable<T>] extends [never] ? unknown : NonNullable<T>;

type Parameter<Id extends OperationId, Place extends 'path' | 'query'> = Given<operations[Id]['parameters'][Place]>;

type Body<Id extends OperationId> = operations[Id] extends {
  requestBody?: { content: { 'application/json': infer Content } };
}
  ? Content
  : unknown;

type KeyOf<Id extends OperationId> =
  Given<operations[Id]['parameters']['header']> extends { 'Idempotency-Key'?: infer Key }
    ? { idempotency_key?: Key }
    : unknown;

/**
 * What an operation gets of a request besides the object it is about: path, query, body and idempotency key together.
 */
export type Input<Id extends OperationId> = Canonical<
  Omit<Parameter<Id, 'path'> & Parameter<Id, 'query'> & Body<Id> & KeyOf<Id>, keyof Named>
>;

type Succeeded<Id extends OperationId> = operations[Id]['responses'][keyof operations[Id]['responses'] &
  (200 | 201 | 202)];

type Absent<T, Key extends keyof T> = object extends Pick<T, Key> ? undefined : never;

/** An answer as operations make it: its own values may be JSON text already, and an optional one undefined. */
export type Writable<T> = T extends unknown ? { [Key in keyof T]: T[Key] | JsonText | Absent<T, Key> } : never;

/** What an operation answers when it succeeds, as the document describes it. */
export type Answer<Id extends OperationId> = Writable<
  Succeeded<Id> extends { content: { 'application/json': infer Content } } ? Content : never
>;
