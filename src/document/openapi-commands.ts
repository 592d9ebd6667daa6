import { type Check } from '../../middleware/validate.js';
import { schemaCompiler } from './openapi-ajv.js';
import { type OpenApiDocument, type JsonSchema } from './openapi-document.js';
import { resolveReferences } from './resolve-references.js';

/**
 * Compiles the check of every command's parameters, by command name. A parameter that is null counts as not sent. The
 * check removes it in place, so a required parameter that is null is missing. Its fault has the keyword `required`, as
 * error 10 needs it (contract, section 6). Parameters that the document does not name stay as they are, however many
 * there are.
 */
export function compileCommands(document: OpenApiDocument): Map<string, Check> {
  const compile = schemaCompiler(document);
  const { discriminator } = document.components.schemas.CommandRequest as {
    discriminator: { mapping: Record<string, string> };
  };
  const commands = new Map<string, Check>();
  for (const [name, $ref] of Object.entries(discriminator.mapping)) {
    const schema = resolveReferences({ $ref }, document);
    const known = namesIn(schema);
    const check = compile(schema);
    commands.set(name, (parameters) => {
      for (const name of known) if (parameters[name] === null) delete parameters[name];
      return check(parameters);
    });
  }
  return commands;
}

function namesIn({ properties = {}, allOf = [] }: { properties?: object; allOf?: JsonSchema[] }): string[] {
  return [...Object.keys(properties), ...allOf.flatMap(namesIn)];
}
