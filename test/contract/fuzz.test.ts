import assert from 'node:assert/strict';
import { addReplay } from '../../db/notifications/notification-replays.js';
import { writeTransaction } from '../../db/connection/transaction.js';
import { OPERATIONS } from '../../routes/faces/operations.js';
import { type PlacedOperation, loadDocument, operationsOf } from '../../src/document/openapi.js';
import { dereference, type Parameter, type JsonSchema } from '../../src/document/openapi-document.js';
import { type Reply } from '../support/app.js';
import { jsonText, nastyText, type Random, seededRandom, spoil, validValue } from '../support/fuzz.js';
import { describeGateway, type World } from '../support/gateway.js';
import { SAMPLE_ANSWERS, SAMPLE_FIELDS, SAMPLE_POSITION } from '../support/sample-position.js';
import { seedCandidate } from '../support/seed-candidate.js';
import { seedNotification } from '../support/seed-notification.js';
import { type TestUser } from '../support/seed.js';
import { TEST_NOW } from '../support/test-now.js';

const REQUESTS = 30;
// Each operation has its own random choices. The requests to one operation stay the same when another is added or
// removed.
const seedOf = (name: string) => `20260310 ${name}`;

const document = loadDocument();
/** A PNG of one pixel. */
const LOGO = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';
const { mapping } = (
  document.components.schemas.CommandRequest as { discriminator: { mapping: Record<string, string> } }
).discriminator;

/** Ids of objects that exist. The tests also send ids of objects that do not exist, and texts that are no ids. */
interface Pool {
  users: Record<string, TestUser>;
  accountIds: string[];
  positionIds: string[];
  applicationIds: string[];
  replayIds: string[];
  appLinks: string[];
}

describeGateway('any request at all', (world) => {
  let pool: Pool;
  beforeEach(async () => {
    pool = await makePool(world);
  });

  // Except for deadlocks of parallel tests, every answer must be one that the document describes.
  afterEach(() => {
    const failed = world.log.filter(({ level }) => Number(level) >= 50);
    assert.deepEqual(failed, []);
  });

  const resources = operationsOf(document).filter(({ operation }) => operation.operationId in OPERATIONS);
  for (const placed of resources) {
    it(`is answered as documented: ${placed.operation.operationId}`, async () => {
      const random = seededRandom(seedOf(placed.operation.operationId));
      const statuses = await sendAll(pool, (user) => sendResource(world, user, placed, { pool, random }));
      assert.ok(statuses.some((status) => status < 300) && statuses.some((status) => status >= 400), String(statuses));
    });
  }

  for (const [command, $ref] of Object.entries(mapping)) {
    it(`is answered as documented: ${command}`, async () => {
      const random = seededRandom(seedOf(command));
      const codes = await sendAll(pool, (user) => sendCommand(world, user, { command, $ref }, { pool, random }));
      assert.ok(codes.includes(0) && codes.some((code) => code > 0), String(codes));
    });
  }
});

/** Returns the statuses or error codes of all requests. None of them may be an internal error. */
async function sendAll(pool: Pool, send: (user: TestUser) => Promise<number>): Promise<number[]> {
  const results: number[] = [];
  for (const user of Object.values(pool.users)) {
    for (let i = 0; i < REQUESTS; i += 1) results.push(await send(user));
  }
  assert.ok(!results.includes(500));
  return results;
}

interface Chance {
  pool: Pool;
  random: Random;
}

async function sendResource(world: World, user: TestUser, placed: PlacedOperation, { pool, random }: Chance) {
  const { path, method, item, operation } = placed;
  const parameters = [...(item.parameters ?? []), ...(operation.parameters ?? [])].map((parameter) =>
    dereference<Parameter>(document, parameter),
  );
  const inPlace = (place: Parameter['in']) => parameters.filter((parameter) => parameter.in === place);
  const textOf = ({ schema, name }: Parameter) =>
    random.chance(0.2) ? nastyText(random) : encodeURIComponent(knownOr(name, schema, { pool, random }));
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) =>
    random.chance(0.9) ? idOf(name, { pool, random }) : nastyText(random),
  );
  const query = inPlace('query')
    .filter(() => random.chance(0.4))
    .map((parameter) => `${parameter.name}=${textOf(parameter)}`);
  if (random.chance(0.1)) query.push(random.pick(['x=1', 'limit=1&limit=2', 'limit[]=1', '__proto__=1', '=', '%']));
  const headers = inPlace('header')
    .filter(() => random.chance(0.4))
    .map((parameter) => [parameter.name, textOf(parameter)]);
  const schema = operation.requestBody?.content['application/json']?.schema;
  const body = schema && bodyOf(schema, { pool, random });
  const reply = await world.resource(user, method.toUpperCase(), filled + (query.length ? `?${query.join('&')}` : ''), {
    body,
    headers: Object.fromEntries(headers) as Record<string, string>,
  });
  return reply.status;
}

async function sendCommand(
  world: World,
  user: TestUser,
  { command, $ref }: { command: string; $ref: string },
  chance: Chance,
): Promise<number> {
  const partner_api = chance.random.chance(0.8) ? true : undefined;
  const reply: Reply = await world.command(
    user,
    bodyOf({ $ref }, chance, { command, ...(partner_api && { partner_api }) }),
  );
  return (reply.body as { error_code: number }).error_code;
}

/** Half of the bodies are valid for the document, with ids that exist. The others are spoilt. */
function bodyOf(schema: JsonSchema, { pool, random }: Chance, fixed: object = {}): string {
  const made = validValue(document, schema, random) as Record<string, unknown>;
  for (const name of Object.keys(made)) {
    if (/^app_link$|(account|position|application|acc|app)_id$/.test(name)) made[name] = idOf(name, { pool, random });
  }
  // The schema alone would rarely produce these values.
  if (made.expires !== undefined) made.expires = random.pick(['2026-03-10', '2030-12-31', '2126-03-10', '2026-03-09']);
  if (Array.isArray(made.fields) && 'position_id' in made && random.chance(0.5)) made.fields = null;
  if (made.notices !== undefined) made.notices = { eng: { text: 'We keep your answers for a year.' } };
  if (made.colour !== undefined) made.colour = random.pick(['#1d4ed8', '']);
  if (made.reply_to !== undefined) made.reply_to = 'careers@example.com';
  if (made.words !== undefined) made.words = { eng: { thank_you: { text: 'Thank you, {candidate}.' } } };
  if (made.content !== undefined) made.content = LOGO;
  if (made.answers !== undefined && random.chance(0.9)) {
    Object.assign(made, { answers: SAMPLE_ANSWERS.slice(random.chance(0.8) ? 0 : 1), fields: SAMPLE_FIELDS });
  }
  const value = { ...made, ...fixed };
  return jsonText(random.chance(0.5) ? value : spoil(value, random));
}

function knownOr(name: string, schema: JsonSchema, { pool, random }: Chance): string {
  return /_id$/.test(name) ? idOf(name, { pool, random }) : String(validValue(document, schema, random));
}

function idOf(name: string, { pool, random }: Chance): string {
  if (random.chance(0.1)) return random.pick(['0', '999999', '9223372036854775808', '18446744073709551615']);
  if (/acc/.test(name)) return random.pick(pool.accountIds);
  if (/replay/.test(name)) return random.pick(pool.replayIds);
  if (name === 'app_link') return random.pick(pool.appLinks);
  return random.pick(/position/.test(name) ? pool.positionIds : pool.applicationIds);
}

async function makePool({ seed, db, command }: World): Promise<Pool> {
  const owner = await seed.partner({ config: 'url|https://partner.example.com/' });
  const other = await seed.partner();
  const [internal, admin] = [await seed.user({ kind: 'internal' }), await seed.user({ kind: 'internal' })];
  await seed.grant(internal, owner.accountId, { 8: 'r' });
  await seed.grant(admin, owner.accountId, { 8: 'rwad', 16: 'rwad' });
  const demanding = await seed.position([owner.accountId], {
    customFields: [{ aname: 'unit', mandatory: true, partner: true }],
  });
  const applicationIds = [await seed.application(other)];
  for (const state of [1, 1, 1, 1, 1, 2, 3, 4])
    applicationIds.push(await seed.application(owner, { state, appEmail: 'ada@example.com' }));
  const asking = { ...owner, positionId: await seed.position([owner.accountId], SAMPLE_POSITION) };
  const candidates = [];
  for (const state of [1, 1, 1, 1, 1, 2, 3]) candidates.push(await seedCandidate({ seed, db }, asking, { state }));
  const [scored] = candidates;
  applicationIds.push(scored!.applicationId);
  const whole = { app_link: scored!.appLink, answers: SAMPLE_ANSWERS, fields: SAMPLE_FIELDS };
  assert.equal((await command(owner.user, { command: 'score_calc_set', ...whole })).body.error_code, 0);
  for (const state of ['live', 'rejected'] as const) {
    applicationIds.push((await seedNotification(db, owner, { state })).applicationId);
  }
  const { accountId } = owner;
  const replayId = await writeTransaction(db, (trx) =>
    addReplay(trx, { accountId, userName: 'somebody', now: TEST_NOW }),
  );
  return {
    users: { partner: owner.user, internal, admin },
    // The caller's own account is chosen most often.
    accountIds: [owner.accountId, owner.accountId, owner.accountId, other.accountId],
    positionIds: [owner.positionId, owner.positionId, demanding, other.positionId],
    applicationIds,
    replayIds: [replayId],
    appLinks: candidates.map(({ appLink }) => appLink),
  };
}
