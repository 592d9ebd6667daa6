import { type Check } from '../../middleware/validate.js';
import { type OpenApiDocument } from './openapi-document.js';
import { compileCommands } from './openapi-commands.js';
import { type CompiledOperation, compileOperations } from './openapi.js';

/** The document with the checks that are compiled from it. They keep nothing of what they check. */
export interface CompiledDocument {
  document: OpenApiDocument;
  operations: Map<string, CompiledOperation>;
  commands: Map<string, Check>;
}

/** Makes all checks of the document. Each is compiled when it is first used. */
export function compileDocument(document: OpenApiDocument): CompiledDocument {
  return { document, operations: compileOperations(document), commands: compileCommands(document) };
}
