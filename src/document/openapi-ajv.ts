import { type Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { isMailAddress, trimAddress } from '../../engine/application/mail-address.js';
import { parseEntityId } from '../../engine/entity-id.js';
import { parseInstant } from '../../engine/instant.js';
import { explainLanguageId } from './explain-languages.js';
import { type OpenApiDocument, type JsonSchema } from './openapi-document.js';
import { resolveReferences } from './resolve-references.js';
import { type SchemaCheck, stagedCheckCompiler } from './staged-check.js';

// Keywords of OpenAPI and of this document that say nothing about validity.
const ANNOTATIONS = ['discriminator', 'example', 'x-valid', 'x-console'];

/**
 * Returns a compiler of schemas that may refer to the document by `#/components/...`. `coerce` is for the parts of a
 * request that are always text (path, query, header). It converts values to what the schema asks for and fills in
 * defaults, both in place. A schema is compiled at the first value, because a start needs few of the document's, and
 * compiling all takes a third of it. So a schema at fault throws at its first value; a test compiles all.
 */
export function schemaCompiler(
  document: OpenApiDocument,
  { coerce = false } = {},
): (schema: JsonSchema) => SchemaCheck {
  const compile = stagedCheckCompiler({
    coerce,
    prepare: addWordsOfDocument,
  });
  return (schema) => {
    let check: SchemaCheck | undefined;
    return (value) => explainLanguageId((check ??= compile(resolveReferences(schema, document)))(value), value);
  };
}

/**
 * Adds the formats and keywords of the document to a validator. `uint64` is an id, and `instant` is an RFC 3339 time or
 * a day. `idn-email` is an e-mail address with or without blanks around it.
 */
export function addWordsOfDocument(ajv: Ajv2020): void {
  addFormats.default(ajv, ['date', 'date-time', 'uri-reference', 'int32']);
  ajv.addFormat('uint64', { type: 'string', validate: (text: string) => parseEntityId(text) !== undefined });
  ajv.addFormat('instant', { type: 'string', validate: (text: string) => parseInstant(text) !== undefined });
  ajv.addFormat('idn-email', { type: 'string', validate: (text: string) => isMailAddress(trimAddress(text)) });
  ajv.addVocabulary(ANNOTATIONS);
}
