import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { parseEntityId } from '../engine/entity-id.js';
import { describeErrors, type Fault } from '../middleware/describe-errors.js';
import { type OpenApiDocument, type Schema } from './openapi-document.js';

/** Names every fault of a value, none if it is valid. */
export type SchemaCheck = (value: unknown) => Fault[];

const DOCUMENT = 'openapi';

// Words of OpenAPI and of this document that say nothing about validity.
const ANNOTATIONS = ['components', 'discriminator', 'example', 'x-valid'];

/**
 * Gives a compiler of schemas that may refer to the document by `#/components/...`. `coerce` is for the parts of a
 * request that are text by nature (path, query, header): values are turned into what the schema asks for and defaults
 * are filled in, both in place.
 */
export function schemaCompiler(document: OpenApiDocument, { coerce = false } = {}): (schema: Schema) => SchemaCheck {
  const ajv = new Ajv2020({
    strict: true,
    allErrors: true,
    allowUnionTypes: true,
    // describeErrors takes its words from the schema that failed.
    verbose: true,
    coerceTypes: coerce,
    useDefaults: coerce,
    // A library writes to no console; what strict mode only warns of would be lost, so nothing is: it throws.
    logger: false,
  });
  addFormats.default(ajv, ['date', 'date-time', 'email', 'uri-reference', 'int32']);
  ajv.addFormat('uint64', { type: 'string', validate: (text: string) => parseEntityId(text) !== undefined });
  ajv.addVocabulary(ANNOTATIONS);
  ajv.addSchema({ components: document.components }, DOCUMENT);
  return (schema) => {
    const validate = ajv.compile(absolute(schema));
    return (value) => (validate(value) ? [] : describeErrors(validate.errors as ErrorObject[]));
  };
}

// Outside the document its own references need its name.
function absolute(schema: Schema): Schema {
  return JSON.parse(JSON.stringify(schema).replaceAll('"$ref":"#/', `"$ref":"${DOCUMENT}#/`)) as Schema;
}
