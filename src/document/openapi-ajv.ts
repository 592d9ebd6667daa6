import addFormats from 'ajv-formats';
import { parseEntityId } from '../../engine/entity-id.js';
import { type OpenApiDocument, type Schema } from './openapi-document.js';
import { resolveReferences } from './resolve-references.js';
import { type SchemaCheck, stagedCheckCompiler } from './staged-check.js';

// Words of OpenAPI and of this document that say nothing about validity.
const ANNOTATIONS = ['discriminator', 'example', 'x-valid'];

/**
 * Gives a compiler of schemas that may refer to the document by `#/components/...`. `coerce` is for the parts of a
 * request that are text by nature (path, query, header): values are turned into what the schema asks for and defaults
 * are filled in, both in place.
 */
export function schemaCompiler(document: OpenApiDocument, { coerce = false } = {}): (schema: Schema) => SchemaCheck {
  const compile = stagedCheckCompiler({
    coerce,
    prepare: (ajv) => {
      addFormats.default(ajv, ['date', 'date-time', 'email', 'uri-reference', 'int32']);
      ajv.addFormat('uint64', { type: 'string', validate: (text: string) => parseEntityId(text) !== undefined });
      ajv.addVocabulary(ANNOTATIONS);
    },
  });
  return (schema) => compile(resolveReferences(schema, document));
}
