import { type Fault } from '../../engine/fault.js';
import { operationsOf } from '../../src/document/openapi.js';
import { schemaCompiler } from '../../src/document/openapi-ajv.js';
import { dereference, type OpenApiDocument, type Reply, type JsonSchema } from '../../src/document/openapi-document.js';
import { type SchemaCheck } from '../../src/document/staged-check.js';

/** Both functions return all faults of a reply. There are none if the document allows the reply. */
export interface ReplyChecks {
  /** It is a fault if the operation does not have the status, or if there is a body where none is allowed. */
  ofOperation(operationId: string, status: number, body: unknown): Fault[];
  /** Checks the reply of status 200 to one command: its success or an error. */
  ofCommand(command: string, body: unknown): Fault[];
}

/** Compiles the checks of all replies. Tests check every reply of both faces with them. */
export function compileReplies(document: OpenApiDocument): ReplyChecks {
  const compile = schemaCompiler(document);
  const operations = new Map<string, SchemaCheck>();
  for (const { operation } of operationsOf(document)) {
    for (const [status, reply] of Object.entries(operation.responses)) {
      const content = Object.values(dereference<Reply>(document, reply).content ?? {})[0];
      operations.set(`${operation.operationId} ${status}`, content ? compile(content.schema) : isEmpty);
    }
  }
  const commands = successesOf(document).map(({ command, $ref }) => ({ command, check: compile({ $ref }) }));
  const error = compile({ $ref: '#/components/schemas/CommandError' });
  return {
    ofOperation(operationId, status, body) {
      const check = operations.get(`${operationId} ${status}`);
      return check ? check(body) : [{ pointer: '', detail: `${operationId} has no status ${status}` }];
    },
    ofCommand(command, body) {
      if ((body as { error_code?: unknown } | undefined)?.error_code !== 0) return error(body);
      const own = commands.filter((success) => success.command === command).map(({ check }) => check(body));
      // If a success has several forms, the form that fits best shows what is wrong.
      own.sort((a, b) => a.length - b.length);
      return own[0] ?? [{ pointer: '/command_from', detail: `there is no command ${command}` }];
    },
  };
}

function successesOf(document: OpenApiDocument): { command: string; $ref: string }[] {
  const { oneOf } = document.components.schemas.CommandReply as { oneOf: { $ref: string }[] };
  return oneOf.flatMap(({ $ref }) => {
    const { properties } = dereference<JsonSchema>(document, { $ref }) as {
      properties: Record<string, { const?: unknown }>;
    };
    const command = properties.command_from?.const;
    return typeof command === 'string' ? [{ command, $ref }] : [];
  });
}

function isEmpty(body: unknown): Fault[] {
  const empty = body === undefined || body === '' || (typeof body === 'object' && Object.keys(body ?? {}).length === 0);
  return empty ? [] : [{ pointer: '', detail: 'must have no body' }];
}
