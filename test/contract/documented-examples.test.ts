import assert from 'node:assert/strict';
import { loadDocument, operationsOf, type PlacedOperation } from '../../src/document/openapi.js';
import { publicDocument } from '../../src/document/public-document.js';
import { dereference, type Parameter } from '../../src/document/openapi-document.js';
import { seedDocumentedWorld } from '../support/documented-world.js';
import { describeGateway } from '../support/gateway.js';
import { type TestUser } from '../support/seed.js';

// Those of the console are sent by test/contract/console/roles.test.ts, signed in by its cookie.
const document = publicDocument(loadDocument());
const reads = operationsOf(document).filter(({ path, method }) => method === 'get' && path.startsWith('/v1/'));

type Example = [name: string, value: string];

/** What a tool fills in for each parameter: its own example, else what its schema gives. */
function examplesOf({ item, operation }: PlacedOperation, place: Parameter['in']): Example[] {
  const parameters = [...(item.parameters ?? []), ...(operation.parameters ?? [])].map((parameter) =>
    dereference<Parameter & { example?: unknown }>(document, parameter),
  );
  return parameters
    .filter((parameter) => parameter.in === place)
    .map(({ name, example, schema }) => {
      const { examples, enum: words, ...rest } = dereference(document, schema) as Record<string, unknown[] | undefined>;
      const value = example ?? examples?.[0] ?? rest.default ?? words?.[0];
      assert.notEqual(value, undefined, `${operation.operationId}: ${name} has no example`);
      return [name, String(value)];
    });
}

describeGateway('the examples of parameters', (world) => {
  let user: TestUser;
  before(async () => {
    user = await seedDocumentedWorld(world);
    // There is a score and a notification of a completed application only.
    await world.resource(user, 'POST', '/v1/accounts/10000001/assessments/1/complete');
  });

  for (const place of reads) {
    it(`work one by one and all together: ${place.operation.operationId}`, async () => {
      const named = Object.fromEntries(examplesOf(place, 'path'));
      const address = place.path.replace(/\{(\w+)\}/g, (_whole, name: string) => named[name]!);
      const headers = Object.fromEntries(examplesOf(place, 'header'));
      const query = examplesOf(place, 'query');
      for (const sent of [...query.map((one) => [one]), query]) {
        const asked = `${address}?${new URLSearchParams(sent).toString()}`;
        const { status, text } = await world.resource(user, 'GET', asked, { headers });
        assert.equal(status, 200, `${asked}: ${text}`);
      }
    });
  }
});
