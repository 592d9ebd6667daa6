import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { type ConsoleRole } from '../../engine/console/console-role.js';
import { type Check, type Checks } from '../../middleware/validate.js';
import { schemaCompiler } from './openapi-ajv.js';
import {
  dereference,
  type DocumentedOperation,
  type Method,
  METHODS,
  type OpenApiDocument,
  type Parameter,
  type PathItem,
} from './openapi-document.js';

/** An operation of the document in the form that a router needs. */
export interface CompiledOperation {
  operationId: string;
  method: Method;
  /** In Express' spelling: `/v1/accounts/:account_id`. */
  path: string;
  /** The least role that may use it, if it is an operation of the console. */
  consoleRole: ConsoleRole | undefined;
  /** Whether it changes a version that `If-Match` must name. */
  ifMatch: boolean;
  /** Whether the caller must sign in. */
  security: boolean;
  /** Pointers begin at the part (`/limit`). Path, query and header values are coerced in place. */
  checks: Checks;
  /** `none`: the operation takes no body. */
  body: 'required' | 'optional' | 'none';
  /** The largest body that is read. Larger bodies are refused unread. */
  maxBodyBytes: number;
  /** Every status that the operation may answer. */
  statuses: number[];
}

/**
 * Reads the document: from openapi.json, which `npm run build` writes beside the compiled folders because reading YAML
 * takes a third of a start, or else from openapi.yaml.
 */
export function loadDocument(): OpenApiDocument {
  const compiled = fileURLToPath(new URL('../../openapi.json', import.meta.url));
  if (existsSync(compiled)) return JSON.parse(readFileSync(compiled, 'utf8')) as OpenApiDocument;
  return parse(readFileSync(documentPath(), 'utf8')) as OpenApiDocument;
}

/** The path of openapi.yaml, which people read. */
function documentPath(): string {
  return join(packageRoot(), 'openapi.yaml');
}

/** The folder that holds package.json. */
export function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) {
    if (folder === dirname(folder)) throw new Error('No package.json above the program.');
    folder = dirname(folder);
  }
  return folder;
}

/**
 * Makes the checks of every operation, by operationId. Query parameters that the document does not name are refused.
 * Headers that it does not name are allowed. If a body is one of several commands, the check is only that it is an
 * object, and `compileCommands` checks the rest.
 */
export function compileOperations(document: OpenApiDocument): Map<string, CompiledOperation> {
  const compile = { text: schemaCompiler(document, { coerce: true }), body: schemaCompiler(document) };
  const compiled = new Map<string, CompiledOperation>();
  for (const { path, method, item, operation } of operationsOf(document)) {
    compiled.set(operation.operationId, {
      operationId: operation.operationId,
      method,
      path: path.replace(/\{(\w+)\}/g, ':$1'),
      consoleRole: operation['x-console-role'],
      ifMatch: parametersOf(document, item, operation).some(({ name }) => name === 'If-Match'),
      security: (operation.security ?? document.security ?? []).length > 0,
      checks: checksOf(document, item, operation, compile),
      body: bodyOf(operation),
      maxBodyBytes: operation.requestBody?.['x-max-bytes'] ?? MAX_BODY_BYTES,
      statuses: Object.keys(operation.responses).map(Number),
    });
  }
  return compiled;
}

// The limit where the document names none. It has room for any body except lists of texts.
const MAX_BODY_BYTES = 64 * 1024;

export interface PlacedOperation {
  path: string;
  method: Method;
  item: PathItem;
  operation: DocumentedOperation;
}

/** Lists all operations of the document with their places. */
export function operationsOf(document: OpenApiDocument): PlacedOperation[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = item[method];
      return operation ? [{ path, method, item, operation }] : [];
    }),
  );
}

function bodyOf({ requestBody }: DocumentedOperation): CompiledOperation['body'] {
  if (!requestBody) return 'none';
  return requestBody.required === true ? 'required' : 'optional';
}

function parametersOf(document: OpenApiDocument, item: PathItem, operation: DocumentedOperation): Parameter[] {
  return [...(item.parameters ?? []), ...(operation.parameters ?? [])].map((parameter) =>
    dereference<Parameter>(document, parameter),
  );
}

type Compiler = ReturnType<typeof schemaCompiler>;

function checksOf(
  document: OpenApiDocument,
  item: PathItem,
  operation: DocumentedOperation,
  compile: { text: Compiler; body: Compiler },
): Checks {
  const parameters = parametersOf(document, item, operation);
  const checkOf = (place: Parameter['in']): Check => {
    const own = parameters.filter((parameter) => parameter.in === place);
    return compile.text({
      type: 'object',
      // Node gives header names in lower case.
      properties: Object.fromEntries(own.map(({ name, schema }) => [nameIn(place, name), schema])),
      required: own.filter(({ required }) => required).map(({ name }) => nameIn(place, name)),
      ...(place === 'query' && { additionalProperties: false }),
    });
  };
  const schema = operation.requestBody?.content['application/json']?.schema;
  const named = schema && dereference(document, schema);
  return {
    params: checkOf('path'),
    query: checkOf('query'),
    headers: checkOf('header'),
    ...(schema && named && { body: compile.body('discriminator' in named ? { type: 'object' } : schema) }),
  };
}

function nameIn(place: Parameter['in'], name: string): string {
  return place === 'header' ? name.toLowerCase() : name;
}
