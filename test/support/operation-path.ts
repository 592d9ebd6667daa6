import assert from 'node:assert/strict';
import type { operations } from '../../openapi.js';
import { type AdminOperationId, type OperationId as ApiOperationId } from '../../routes/documented.js';
import { operationsOf } from '../../src/document/openapi.js';
import { DOCUMENT } from './document.js';

type OperationId = ApiOperationId | AdminOperationId | 'adminSignIn';

type Parameters<Id extends OperationId> = operations[Id]['parameters'];

/** The operations whose paths have no parameters. */
export type FixedOperationId = {
  [Id in ApiOperationId]: Parameters<Id> extends { path: object } ? never : Id;
}[ApiOperationId];

/** The path parameters of an operation, as texts. If the id is one of several, the parameters of any of them fit. */
export type PathParameters<Id extends OperationId> = Id extends OperationId
  ? Parameters<Id> extends { path: infer Path }
    ? { [Name in keyof Path]: string }
    : object
  : never;

const placed = new Map(operationsOf(DOCUMENT).map((one) => [one.operation.operationId, one]));

/** Returns the method of an operation from the document, in capitals. */
export function methodOf(id: OperationId): string {
  return placed.get(id)!.method.toUpperCase();
}

/**
 * Returns the path of an operation from the document, with its parameters filled in and percent-encoded. The query
 * (`limit=1&status=all`) is appended as it is.
 */
export function pathOf(id: FixedOperationId): string;
export function pathOf<Id extends OperationId>(id: Id, parameters: PathParameters<Id>, query?: string): string;
export function pathOf(id: OperationId, parameters: object = {}, query = ''): string {
  const given = new Map<string, string>(Object.entries(parameters));
  const path = placed.get(id)!.path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = given.get(name);
    assert.notEqual(value, undefined, `${id} needs ${name}`);
    return encodeURIComponent(value!);
  });
  return query === '' ? path : `${path}?${query}`;
}
