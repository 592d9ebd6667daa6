import { type Knex } from 'knex';
import { databaseNow } from '../../../db/database-now.js';
import { dialectOf } from '../../../db/connection/dialect.js';
import { type ClusterNode, type ServerLink, type Setting } from '../../../db/connection/inspection/inspection.js';
import { missingSecretsKey } from '../../../db/missing-secrets-key.js';
import { compareSchema, type SchemaComparison } from '../../../db/compare-schema.js';
import { fitSchema } from '../../../db/migrate.js';
import { isLoopback } from '../../config/is-loopback.js';
import { few } from '../output/few.js';
import { type Check, fail, type Finding, ok, warn } from './finding.js';

/** The checks of the connection to the database and of the server behind it. */
export function databaseChecks(db: Knex, now: () => number): Check[] {
  const { inspection } = dialectOf(db);
  return [
    { name: 'isolation', look: async () => ofSetting(await inspection.settings(db), 'isolation') },
    { name: 'time-zone', look: async () => ofSetting(await inspection.settings(db), 'time-zone') },
    { name: 'clock', look: () => clockFinding(db, now) },
    { name: 'encryption', look: async () => encryptionFinding(await inspection.connection?.(db)) },
    { name: 'cluster', look: async () => clusterFinding(await inspection.cluster?.(db)) },
  ];
}

/** Whether the schema is the one of this program. */
function schemaFinding(schema: SchemaComparison): Finding {
  try {
    const { pending, newer } = fitSchema(schema);
    if (pending.length > 0) {
      return fail(`migrations are pending: ${few(pending.map(({ name }) => name))}`, 'run pop migrate');
    }
    if (newer.length === 0) return ok('all migrations are applied');
    return warn(`a newer version has migrated it: ${few(newer)}`, 'bring this program to that version, too');
  } catch (error) {
    return fail((error as Error).message, 'nothing of this version works with the database until then');
  }
}

/** The checks that come first: without them no question about the contents has an answer. */
export function foundationChecks(db: Knex): Check[] {
  const { inspection } = dialectOf(db);
  return [
    {
      name: 'database',
      look: async () => {
        await dialectOf(db).checkServer(db);
        return ok(await inspection.version(db));
      },
    },
    { name: 'schema', look: async () => schemaFinding(await compareSchema(db)) },
  ];
}

/** Whether the program has the keys of what is encrypted. */
export function secretsCheck(db: Knex): Check {
  const look = async (): Promise<Finding> => {
    const missing = await missingSecretsKey(db, ['config', 'configVersion', 'signingSecrets', 'reply']);
    return missing === undefined ? ok('every key is there') : fail(missing, 'give SECRETS_KEY all keys of the gateway');
  };
  return { name: 'secrets', look };
}

function ofSetting(settings: readonly Setting[], name: Setting['name']): Finding | undefined {
  const setting = settings.find((one) => one.name === name);
  if (!setting) return undefined;
  const { found, needed } = setting;
  if (found === needed) return ok(found);
  const todo = 'connect to the server without a proxy that changes sessions';
  return fail(`${found}, although ${needed} was asked for`, todo);
}

const LATE_MS = 1_000;
const WRONG_MS = 60_000;

async function clockFinding(db: Knex, now: () => number): Promise<Finding> {
  const before = now();
  const there = await databaseNow(db);
  // The database has answered between the two, so only what lies outside of them is a difference.
  const apart = Math.max(before - there, there - now(), 0);
  const found = `the clock of the database is ${(apart / 1000).toFixed(1)} s from the one here`;
  if (apart <= LATE_MS) return ok('the clocks agree');
  const todo = 'synchronise both machines with a time server';
  return apart <= WRONG_MS ? warn(found, todo) : fail(found, todo);
}

/** Whether others could read along between this machine and the server. */
export function encryptionFinding(link: ServerLink | undefined): Finding | undefined {
  if (!link) return undefined;
  if (link.cipher !== undefined) return ok(`encrypted with ${link.cipher}`);
  if (isLoopback(link.host)) return ok('the server is on this machine');
  return warn(`the connection to ${link.host} is not encrypted`, 'add ssl=true to DATABASE_URL');
}

/** Whether the node of the cluster that was asked can be used. */
export function clusterFinding(node: ClusterNode | undefined): Finding | undefined {
  if (!node) return undefined;
  const { primary, ready, state, nodes } = node;
  const found = `${state}, ${nodes} nodes`;
  if (!primary || !ready) return fail(`this node takes no writes (${found})`, 'bring it back to the other nodes');
  if (state !== 'Synced') return warn(`this node is behind (${found})`, 'wait until it is Synced, or use another node');
  return nodes >= 3 ? ok(found) : warn(found, 'with fewer than 3 nodes the loss of one stops the others: add nodes');
}
