import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadDocument, operationsOf } from '../../src/document/openapi.js';
import { publicDocument } from '../../src/document/public-document.js';
import { startGateway } from '../support/app.js';
import { type ClientWorkshop, clientWorkshop } from '../support/client-workshop.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { seedDocumentedWorld } from '../support/documented-world.js';
import { describeGateway } from '../support/gateway.js';
import { pickRequests, type PostmanCollection } from '../support/postman-collection.js';
import { SAMPLE_POSITION } from '../support/sample-position.js';
import { seedOf } from '../support/seed.js';
import { waitUntil } from '../support/wait-until.js';

/** What makes each client. Its calls are in calls/<name>.ts. */
const GENERATORS: Record<string, string> = {
  'openapi-typescript': 'openapi-typescript openapi.yaml -o made/openapi-typescript.ts',
  'hey-api': 'openapi-ts -i openapi.yaml -o made/hey-api --silent',
  orval: 'orval --config orval.config.mjs',
  'swagger-typescript-api':
    'swagger-typescript-api generate -p openapi.yaml -o made -n swagger-typescript-api.ts --silent',
  'openapi-typescript-codegen': 'openapi -i openapi.yaml -o made/openapi-typescript-codegen -c fetch',
};

/** What every client calls, by the names in the access log. */
const CALLS = [
  'whoami',
  'listPositions',
  'createApplication',
  'listApplications',
  'getApplication',
  'extendApplication',
  'getQuestionnaire',
  'position_get',
];

const placed = new Map(
  operationsOf(publicDocument(loadDocument())).map((place) => [place.operation.operationId, place]),
);
// The examples speak of one application, which can end in several ways, each in a world of its own.
const CANCELLED = ['cancelApplication'];
const COMPLETED = ['completeApplication'];
const ANSWERED = ['submitAnswers', 'getScore', 'listApplicationNotifications', 'replayNotification'];
const ERASED = ['eraseApplication'];
const ALL_ERASED = ['exportPerson', 'erasePerson', 'eraseTests'];
const ENDINGS = [...CANCELLED, ...COMPLETED, ...ANSWERED, ...ERASED, ...ALL_ERASED];
const UNENDED = [...placed.keys()].filter((id) => !ENDINGS.includes(id));
const RUNS = {
  'all requests up to the score': [...UNENDED, ...ANSWERED],
  'an application that is cancelled': CANCELLED,
  'an application that the staff completes': COMPLETED,
  'an application that is erased': ERASED,
  'a person who is erased': ALL_ERASED,
};

describe('what others make of openapi.yaml', function () {
  this.timeout(300_000);
  let workshop: ClientWorkshop;

  before(async () => {
    workshop = await clientWorkshop();
  });
  after(() => workshop?.remove());

  for (const [name, command] of Object.entries(GENERATORS)) {
    it(`is a client by ${name}`, async () => {
      await workshop.tool(command);
    });
  }

  it('compiles strictly, with calls that know the types of all that they read', async () => {
    await workshop.tool('tsc -p .');
  });

  describeGateway('the calls of a client', (world) => {
    for (const name of Object.keys(GENERATORS)) {
      it(`come through and tell what they should: ${name}`, async () => {
        const [user, accountId] = [await world.seed.user(), await world.seed.account()];
        await world.seed.grant(user, accountId);
        await world.seed.position([accountId], SAMPLE_POSITION);
        const printed = await workshop.node(`compiled/calls/${name}.js`, {
          GATEWAY_URL: `http://127.0.0.1:${world.port}`,
          USER_NAME: user.name,
          USER_PASSWORD: user.password,
          ACCOUNT_ID: accountId,
        });
        const { ordered, ...seen } = JSON.parse(printed) as { ordered: string };
        assert.match(ordered, /^\d+$/);
        assert.deepEqual(seen, {
          user: user.name,
          positions: ['Sample'],
          listed: [ordered],
          status: 'incomplete',
          expires: '2030-12-31',
          questions: 4,
          commanded: 1,
        });
        const calls = () => world.log.filter((line) => line['user'] === user.name);
        // A line is written when the connection is done with the reply, which may be after the client.
        await waitUntil('the last line of the log', () => calls().length >= CALLS.length);
        const asLogged = calls().map(({ operation, status }) => [operation, status]);
        assert.deepEqual(asLogged, CALLS.map((operation) => [operation, operation === 'createApplication' ? 201 : 200])); // prettier-ignore
      });
    }
  });

  describeOnEachDatabase('the Postman collection of openapi.yaml', (create) => {
    let collection: PostmanCollection;

    before(async () => {
      await workshop.tool('openapi2postmanv2 -s openapi.yaml -o collection.json -O parametersResolution=Example');
      collection = JSON.parse(await readFile(join(workshop.folder, 'collection.json'), 'utf8')) as PostmanCollection;
    });

    for (const [name, operationIds] of Object.entries(RUNS)) {
      it(`runs clean in newman: ${name}`, async () => {
        const { db } = await create();
        const user = await seedDocumentedWorld({ db, seed: seedOf(db) });
        const gateway = await startGateway(db);
        const picked = pickRequests(collection, operationIds.map((id) => placed.get(id)!)); // prettier-ignore
        await writeFile(join(workshop.folder, 'picked.json'), JSON.stringify(picked));
        const variables = {
          baseUrl: `http://127.0.0.1:${gateway.port}`,
          basicAuthUsername: user.name,
          basicAuthPassword: user.password,
        };
        const given = Object.entries(variables).map(([name, value]) => `--env-var ${name}=${value}`);
        try {
          await workshop.tool(`newman run picked.json --color off ${given.join(' ')}`);
        } finally {
          await gateway.close();
        }
        const requests = gateway.log.filter(({ msg }) => msg === 'request');
        assert.ok(requests.length >= operationIds.length, `${requests.length} requests`);
      });
    }
  });
});
