import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import openapiTS, { astToString, COMMENT_HEADER } from 'openapi-typescript';
import { COMMANDS } from '../routes/faces/commands.js';
import { loadDocument, operationsOf, packageRoot } from '../src/document/openapi.js';
import { schemaCompiler } from '../src/document/openapi-ajv.js';
import { loadPositionSchema } from '../src/document/position-schema.js';
import { resolveReferences } from '../src/document/resolve-references.js';
import {
  dereference,
  type MediaType,
  METHODS,
  type Parameter,
  type Reply,
  type JsonSchema,
} from '../src/document/openapi-document.js';

describe('openapi.yaml', () => {
  const document = loadDocument();
  const operations = operationsOf(document);
  const check = schemaCompiler(document);

  const contentsOf = (reply: Reply) => Object.entries(reply.content ?? {});

  function assertExamplesFit(where: string, { schema, examples = {} }: MediaType) {
    const fits = check(schema);
    assert.notEqual(Object.keys(examples).length, 0, `${where} has no example`);
    for (const [name, { value }] of Object.entries(examples)) assert.deepEqual(fits(value), [], `${where}, ${name}`);
  }

  for (const { operation, item } of operations) {
    describe(operation.operationId, () => {
      const replies = Object.entries(operation.responses).map(
        ([status, reply]) => [Number(status), dereference<Reply>(document, reply)] as const,
      );

      it('has examples of every body, each valid', () => {
        for (const [type, content] of Object.entries(operation.requestBody?.content ?? {})) {
          assertExamplesFit(`request ${type}`, content);
        }
        for (const [status, reply] of replies) {
          for (const [type, content] of contentsOf(reply)) assertExamplesFit(`${status} ${type}`, content);
        }
      });

      it('has valid examples of parameters and headers', () => {
        const parameters = [...(item.parameters ?? []), ...(operation.parameters ?? [])];
        const described = [
          ...parameters.map((parameter) => dereference<Parameter>(document, parameter)),
          ...replies.flatMap(([, reply]) =>
            Object.values(reply.headers ?? {}).map((header) => dereference<Described>(document, header as Described)),
          ),
        ];
        for (const { schema, example } of described as Described[]) {
          if (example !== undefined) assert.deepEqual(check(schema)(example), []);
        }
      });

      it('names its successes, its own errors and those of any request', () => {
        const statuses = replies.map(([status]) => status);
        for (const status of [400, 401, 429, 500]) assert.ok(statuses.includes(status), String(status));
        assert.ok(statuses.some((status) => status < 300));
        if (operation.requestBody)
          for (const status of [413, 415]) assert.ok(statuses.includes(status), String(status));
      });

      it('has a problem or an envelope as the body of every error but those of health', () => {
        for (const [status, reply] of replies.filter(([status]) => status >= 400)) {
          if (operation.operationId === 'readyz' && status === 503) continue;
          const expected =
            operation.operationId === 'command'
              ? ['application/json', { $ref: '#/components/schemas/CommandFault' }]
              : ['application/problem+json', { $ref: '#/components/schemas/Problem' }];
          const [[type, content] = []] = contentsOf(reply);
          assert.deepEqual([type, content?.schema], expected, String(status));
        }
      });
    });
  }

  interface Described {
    schema: JsonSchema;
    example?: unknown;
  }

  /** All schemas in a schema, each with the way to it. */
  function* partsOf(part: unknown, way = ''): Generator<[string, JsonSchema]> {
    if (typeof part !== 'object' || part === null) return;
    // What stands below these are names.
    if (!/\/(properties|patternProperties|\$defs)$/.test(way)) yield [way, part as JsonSchema];
    for (const [key, inner] of Object.entries(part)) yield* partsOf(inner, `${way}/${key}`);
  }

  it('has only schemas that are valid as JSON Schema, like the schema of position files', () => {
    const metaSchema = new Ajv2020({ strict: false, allErrors: true });
    const written = [...schemasIn(document)].map((schema) => resolveReferences(schema, document));
    assert.ok(written.length > 50);
    for (const schema of [...written, loadPositionSchema()]) {
      assert.ok(metaSchema.validateSchema(schema), metaSchema.errorsText());
    }
  });

  /** Lists every schema of the document that is not a part of another one. */
  function* schemasIn(part: unknown): Generator<JsonSchema> {
    if (typeof part !== 'object' || part === null) return;
    for (const [key, inner] of Object.entries(part)) {
      if (key === 'schema') yield inner as JsonSchema;
      else if (key === 'schemas') yield* Object.values(inner as Record<string, JsonSchema>);
      else yield* schemasIn(inner);
    }
  }

  it('has only valid examples in its schemas', () => {
    for (const [name, schema] of Object.entries(document.components.schemas)) {
      const fits = check({ $ref: `#/components/schemas/${name}` });
      for (const example of (schema.examples ?? []) as unknown[]) assert.deepEqual(fits(example), [], name);
    }
  });

  it('has valid examples in its webhook', () => {
    const { parameters = [], ...item } = document.webhooks['applicationCompleted']!;
    for (const parameter of parameters) {
      const { schema, example } = dereference<Parameter & Described>(document, parameter);
      assert.deepEqual(check(schema)(example), []);
    }
    for (const { operationId, requestBody } of METHODS.flatMap((method) => item[method] ?? [])) {
      const [[type, content] = []] = contentsOf(dereference<Reply>(document, requestBody));
      assert.equal(type, 'application/json');
      assertExamplesFit(operationId, content!);
    }
  });

  // Tools of others stumble over these, although they are valid.
  describe('spares the tools of others', () => {
    it('an empty requirement where no sign-in is needed: proxies then refuse a request that has credentials', () => {
      const empty = operations.filter(({ operation: { security = [] } }) =>
        security.some((requirement) => Object.keys(requirement).length === 0),
      );
      assert.deepEqual(empty.map(({ path }) => path), []); // prettier-ignore
    });

    it('a choice between formats: generators make `unknown` of it, or code that does not compile', () => {
      const choices = [...partsOf(document)].filter(([, { anyOf = [], oneOf = [] }]) =>
        [anyOf, oneOf].flat().some((choice) => 'format' in (choice as object)),
      );
      assert.deepEqual(choices.map(([way]) => way), []); // prettier-ignore
    });

    it('two components of one name: a generator makes a type of each, and both in one file', () => {
      const names = Object.values(document.components).flatMap((kind) => Object.keys(kind));
      assert.deepEqual(names.filter((name, index) => names.indexOf(name) !== index), []); // prettier-ignore
    });
  });

  it('describes exactly the commands that are served', () => {
    const { discriminator } = document.components.schemas.CommandRequest as {
      discriminator: { mapping: Record<string, string> };
    };
    assert.deepEqual(Object.keys(discriminator.mapping).sort(), Object.keys(COMMANDS).sort());
  });

  describe('the limits of what is sent', () => {
    const bodies = operations.flatMap(({ operation: { operationId, requestBody } }) => {
      const schema = requestBody?.content['application/json']?.schema;
      return schema ? [{ operationId, maxBytes: requestBody['x-max-bytes'], schema }] : [];
    });
    const checked = [
      ...bodies.map(({ operationId, schema }) => ({ name: operationId, root: document as object, schema })),
      { name: 'position files', root: loadPositionSchema(), schema: loadPositionSchema() as JsonSchema },
    ];

    for (const { name, root, schema } of checked) {
      const parts = [...partsOf(resolveReferences(schema, root))];

      it(`are there for every list, and no list compares its items with each other: ${name}`, () => {
        const lists = parts.filter(([, { type, items }]) => items !== undefined || [type].flat().includes('array'));
        const endless = lists.filter(([, { maxItems, uniqueItems }]) => maxItems === undefined || uniqueItems);
        assert.deepEqual(endless.map(([way]) => way), []); // prettier-ignore
      });

      // Unknown parameters of commands are ignored, however many there are (contract, sections 3 and 6).
      if (name === 'command') continue;
      it(`are there for every object, at least by the names that it may have: ${name}`, () => {
        const objects = parts.filter(([way, { type }]) => type === 'object' && !/\/(allOf|if|then)\/?/.test(way));
        const endless = objects.filter(
          ([, { maxProperties, patternProperties, ...rest }]) =>
            maxProperties === undefined &&
            (patternProperties !== undefined ||
              (rest.additionalProperties !== false && rest.unevaluatedProperties !== false)),
        );
        assert.deepEqual(endless.map(([way]) => way), []); // prettier-ignore
      });
    }

    it('are 64 KiB of a body, or more where the operation says so and why', () => {
      for (const { operationId, maxBytes = 65_537 } of bodies) {
        assert.ok(Number.isInteger(maxBytes) && maxBytes > 65_536 && maxBytes <= 1_048_576, operationId);
      }
      assert.equal(bodies.find(({ operationId }) => operationId === 'command')?.maxBytes, 1_048_576);
    });
  });

  it('has the error code of every problem example agree with its status', () => {
    for (const { operation } of operations) {
      for (const [status, reply] of Object.entries(operation.responses)) {
        const problem = dereference<Reply>(document, reply).content?.['application/problem+json'];
        for (const { value } of Object.values(problem?.examples ?? {})) {
          assert.equal((value as { status: number }).status, Number(status), operation.operationId);
        }
      }
    }
  });

  it('is what openapi.d.ts was generated from', async () => {
    const folder = packageRoot();
    const generated = astToString(await openapiTS(pathToFileURL(join(folder, 'openapi.yaml'))));
    const stored = await readFile(join(folder, 'openapi.d.ts'), 'utf8');
    assert.ok(stored === COMMENT_HEADER + generated, 'openapi.d.ts is out of date: npm run generate');
  });
});
