import { type Check } from '../middleware/validate.js';
import { schemaCompiler } from './openapi-ajv.js';
import { type OpenApiDocument } from './openapi-document.js';

/**
 * Compiles the check of every command's parameters, by command name. A parameter that is null counts as not sent, so a
 * required one that is null is missing: its fault has the keyword `required`, as error 10 needs it (contract, section 6).
 */
export function compileCommands(document: OpenApiDocument): Map<string, Check> {
  const compile = schemaCompiler(document);
  const { discriminator } = document.components.schemas.CommandRequest as {
    discriminator: { mapping: Record<string, string> };
  };
  const commands = new Map<string, Check>();
  for (const [name, $ref] of Object.entries(discriminator.mapping)) {
    const check = compile({ $ref });
    commands.set(name, (parameters) => check(withoutNulls(parameters)));
  }
  return commands;
}

function withoutNulls(parameters: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(parameters).filter(([, value]) => value !== null));
}
