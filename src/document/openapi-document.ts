import { type ConsoleRole } from '../../engine/console/console-role.js';

/** A JSON Schema as it stands in the document. */
export type JsonSchema = Record<string, unknown>;

export interface Reference {
  $ref: string;
}

export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required?: boolean;
  schema: JsonSchema;
}

export interface MediaType {
  schema: JsonSchema;
  examples?: Record<string, { value: unknown }>;
}

export interface Reply {
  content?: Record<string, MediaType>;
  headers?: Record<string, unknown>;
}

export interface DocumentedOperation {
  operationId: string;
  security?: Record<string, unknown>[];
  /** The least role that may use this operation of the console. */
  'x-console-role'?: ConsoleRole;
  parameters?: (Parameter | Reference)[];
  /** `x-max-bytes`: the largest body, where it differs from that of most operations. */
  requestBody?: { required?: boolean; 'x-max-bytes'?: number; content: Record<string, MediaType> };
  responses: Record<string, Reply | Reference>;
}

export type PathItem = { parameters?: (Parameter | Reference)[] } & Partial<Record<Method, DocumentedOperation>>;

/** What the gateway sends to a partner's endpoint. */
type WebhookItem = { parameters?: (Parameter | Reference)[] } & Partial<Record<Method, DocumentedWebhook>>;

interface DocumentedWebhook {
  operationId: string;
  requestBody: { content: Record<string, MediaType> } | Reference;
  responses: Record<string, Reply | Reference>;
}

export const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

export type Method = (typeof METHODS)[number];

/** The parts of openapi.yaml that the code reads. The linters of the document ensure that they have this shape. */
export interface OpenApiDocument {
  security?: Record<string, unknown>[];
  paths: Record<string, PathItem>;
  webhooks: Record<string, WebhookItem>;
  components: { schemas: Record<string, JsonSchema> } & Record<string, Record<string, unknown>>;
}

/** Follows a `#/components/<kind>/<name>` reference. Returns anything else unchanged. */
export function dereference<T extends object>(document: OpenApiDocument, part: T | Reference): T {
  if (!('$ref' in part)) return part;
  const [, , kind = '', name = ''] = part.$ref.split('/');
  const found = document.components[kind]?.[name];
  if (found === undefined) throw new Error(`openapi.yaml has no ${part.$ref}`);
  return found as T;
}
