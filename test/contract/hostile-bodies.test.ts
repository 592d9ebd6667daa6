import assert from 'node:assert/strict';
import { request } from 'undici';
import { type Fault } from '../../engine/fault.js';
import { compileOperations, loadDocument, operationsOf } from '../../src/document/openapi.js';
import { compileCommands } from '../../src/document/openapi-commands.js';
import { type JsonSchema } from '../../src/document/openapi-document.js';
import { compilePositionSchema, loadPositionSchema } from '../../src/document/position-schema.js';
import { resolveReferences } from '../../src/document/resolve-references.js';
import { describeGateway, type World } from '../support/gateway.js';
import { type Filling, hostilePlaces } from '../support/hostile-places.js';
import { type TestUser } from '../support/seed.js';
import { workTime } from '../support/work-time.js';

const MEMBERS = 100_000;
const BOUND_MS = 200;

const document = loadDocument();
const operations = compileOperations(document);
const schemaOf = ($ref: string) => resolveReferences({ $ref }, document);

/** A value from outside that a schema checks. */
interface Checked {
  name: string;
  schema: JsonSchema;
  check(value: unknown): Fault[];
}

interface CheckedRequest extends Checked {
  /** The path. Its parameters are filled with values that lead nowhere. */
  path: string;
  method: 'POST';
  maxBytes: number;
}

const { discriminator } = document.components.schemas.CommandRequest as {
  discriminator: { mapping: Record<string, string> };
};

const commands: CheckedRequest[] = [...compileCommands(document)].map(([name, check]) => ({
  name,
  schema: schemaOf(discriminator.mapping[name]!),
  check: check as Checked['check'],
  path: '/api/1.0',
  method: 'POST',
  maxBytes: operations.get('command')!.maxBodyBytes,
}));

const resources: CheckedRequest[] = operationsOf(document).flatMap(({ path, method, operation }) => {
  const schema = operation.requestBody?.content['application/json']?.schema;
  const { checks, maxBodyBytes } = operations.get(operation.operationId)!;
  if (!schema || operation.operationId === 'command') return [];
  return [
    {
      name: operation.operationId,
      schema: resolveReferences(schema, document),
      check: checks.body as Checked['check'],
      path: path.replace(/\{\w+\}/g, '1'),
      method: method.toUpperCase() as 'POST',
      maxBytes: maxBodyBytes,
    },
  ];
});

function positionFiles(): Checked {
  const check = compilePositionSchema();
  const root = loadPositionSchema();
  return {
    name: 'position files',
    schema: resolveReferences(root as JsonSchema, root),
    check: (value) => {
      const checked = check(value);
      return 'faults' in checked ? checked.faults : [];
    },
  };
}

// A session is asked for before the body of an operation of the console is read.
const ofPartners = resources.filter(({ path }) => !path.startsWith('/v1/admin/'));

const placesOf = ({ schema, check }: Checked) => hostilePlaces(schema, (value) => check(value).length === 0);

describe('the check of a value with a hundred thousand members', function () {
  this.timeout(180_000);

  for (const checked of [...resources, ...commands, positionFiles()]) {
    it(`takes less than ${BOUND_MS} ms wherever they are: ${checked.name}`, async () => {
      for (const { name, fillings } of placesOf(checked)) {
        for (const { name: filling, make } of fillings) {
          const value = make(MEMBERS);
          let faults: Fault[] = [];
          const ms = await workTime(BOUND_MS, () => (faults = checked.check(value)));
          assert.ok(ms < BOUND_MS, `${name} with ${filling}: ${Math.round(ms)} ms`);
          assert.ok(faults.length <= 20, `${name} with ${filling}`);
        }
      }
    });
  }
});

describeGateway('a request with as many members as fit into it', (world) => {
  let stranger: TestUser;
  before(async () => {
    stranger = await world.seed.user();
  });

  for (const checked of [...ofPartners, ...commands]) {
    it(`is answered in less than ${BOUND_MS} ms wherever they are: ${checked.name}`, async function () {
      this.timeout(180_000);
      for (const { name, fillings } of placesOf(checked).filter(({ holdsMembers }) => holdsMembers)) {
        for (const filling of fillings) {
          const body = bodyOf(filling, checked.maxBytes);
          let status = 0;
          const ms = await workTime(BOUND_MS, async () => (status = await send(world, stranger, { ...checked, body })));
          assert.ok(ms < BOUND_MS, `${name} with ${filling.name}: ${Math.round(ms)} ms`);
          const expected = checked.path === '/api/1.0' ? [200, 400] : [400, 403, 404];
          assert.ok(expected.includes(status), `${name} with ${filling.name}: ${status}`);
        }
      }
    });
  }

  for (const checked of [...ofPartners, commands[0]!]) {
    it(`is refused with 413 where it is a byte too long: ${checked.path}`, async () => {
      for (const [length, isTooLong] of [
        [checked.maxBytes, false],
        [checked.maxBytes + 1, true],
      ] as const) {
        const body = Buffer.from(`{"a":"${'x'.repeat(length - 8)}"}`);
        assert.equal((await send(world, stranger, { ...checked, body })) === 413, isTooLong, String(length));
      }
    });
  }
});

/** Returns the value with 100,000 members, or with as many as the operation allows. */
function bodyOf({ make }: Filling, maxBytes: number): Buffer {
  for (let members = MEMBERS; ;) {
    const body = Buffer.from(JSON.stringify(make(members)));
    if (body.length <= maxBytes) return body;
    assert.ok(members > 0, 'the body is too long without any member');
    members = Math.floor(0.95 * members * (maxBytes / body.length));
  }
}

async function send(
  { port }: World,
  { name, password }: TestUser,
  { path, method, body }: Pick<CheckedRequest, 'path' | 'method'> & { body: Buffer },
): Promise<number> {
  const authorization = `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`;
  const headers = { authorization, 'content-type': 'application/json' };
  const reply = await request(`http://127.0.0.1:${port}${path}`, { method, headers, body });
  await reply.body.dump();
  return reply.statusCode;
}
