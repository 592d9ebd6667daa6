import assert from 'node:assert/strict';
import { operationsOf, loadDocument } from '../../src/document/openapi.js';
import { type OperationId } from '../../routes/documented.js';
import { COMMANDS, type CommandName } from '../../routes/faces/commands.js';
import { OPERATIONS } from '../../routes/faces/operations.js';
import { makePng } from '../support/make-png.js';
import { describeGateway } from '../support/gateway.js';
import { seedCandidate } from '../support/seed-candidate.js';
import { type Holding, type TestPartner, type TestUser } from '../support/seed.js';

type Need = 'read' | 'add' | 'write' | 'erase' | 'configure';
type Kind = 'partner' | 'internal';

// What each need requires, as permission and flag. It is written out by hand from the contract's section 3.
const ASKED: Record<Need, Record<Kind, string[]>> = {
  read: { partner: ['8r', '16r'], internal: ['8r'] },
  add: { partner: ['8r', '16r', '16a'], internal: ['8r', '16a'] },
  write: { partner: ['8r', '16r', '16w'], internal: ['8r', '16w'] },
  erase: { partner: ['8r', '16r', '16d'], internal: ['8r', '16d'] },
  configure: { partner: [], internal: ['8r', '8w'] },
};

/** Valid bodies for the operations that require one. */
const BODIES: Partial<Record<OperationId, (world: { positionId: string }) => object>> = {
  createApplication: ({ positionId }) => ({ position_id: positionId }),
  extendApplication: () => ({ expires: '2030-12-31' }),
  setAccountConfig: () => ({ fields: [{ key: 'ver', value: '1' }] }),
  setPrivacy: () => ({ consent: false }),
  setIdentity: () => ({ name: 'Acme' }),
  changeIdentity: () => ({ name: 'Acme' }),
  setLogo: () => ({ content: makePng().toString('base64') }),
  previewIdentity: () => ({}),
  erasePerson: () => ({ email: 'nobody@example.com' }),
  startNotificationReplay: () => ({}),
  submitAnswers: () => ({}),
};

/** The queries of operations that require one. */
const QUERIES: Partial<Record<OperationId, string>> = { exportPerson: 'email=nobody@example.com' };

const COMMAND_NEEDS: Record<CommandName, Need> = {
  position_get: 'read',
  application_create: 'add',
  application_get: 'read',
  application_get_link: 'read',
  application_get_q: 'read',
  score_calc_set: 'write',
  score_calc_get: 'read',
};

const UNKNOWN = /^No such (account|application)\.$/;

const placed = operationsOf(loadDocument()).filter(({ operation }) => operation.operationId in OPERATIONS);

describe('the table of operations', () => {
  for (const { method, operation } of placed) {
    const { needs } = OPERATIONS[operation.operationId as OperationId];
    it(`lets ${operation.operationId} need more than reading if, and only if, it is no GET`, () => {
      const reads: string[] = ['nothing', 'read', 'configure'];
      assert.ok(method === 'get' ? reads.includes(needs) : needs !== 'nothing' && needs !== 'read', needs);
    });
  }
});

describeGateway('what an operation needs', (world) => {
  let account: { accountId: string; positionId: string };
  let owner: TestPartner;
  let named: { account_id: string; application_id: string; app_link: string; position_id: string; replay_id: string };
  before(async () => {
    const partner = await world.seed.partner();
    account = partner;
    owner = partner;
    const { applicationId, appLink } = await seedCandidate(world, partner);
    const { accountId, positionId } = partner;
    named = {
      account_id: accountId,
      application_id: applicationId,
      app_link: appLink,
      position_id: positionId,
      replay_id: '1',
    };
  });

  async function userOf(kind: Kind, asked: string[]): Promise<TestUser> {
    const user = await world.seed.user({ kind });
    const flagsOf = (permission: string) =>
      asked.flatMap((one) => (one.startsWith(permission) ? [one.slice(permission.length)] : [])).join('');
    const holding: Holding = { 8: flagsOf('8'), 16: flagsOf('16') };
    await world.seed.grant(user, account.accountId, holding);
    return user;
  }

  async function strangerOf(kind: Kind): Promise<TestUser> {
    const user = await world.seed.user({ kind });
    await world.seed.grant(user, (await world.seed.partner()).accountId, { 8: 'rwad', 16: 'rwad' });
    return user;
  }

  interface Refused {
    code: number;
    detail: string;
  }

  /** Asks as everyone who lacks a permission, and at last as someone who has them all. */
  async function askAll(need: Need, kind: Kind, ask: (user: TestUser) => Promise<Refused>): Promise<void> {
    const rowless = await ask(await world.seed.user({ kind }));
    assert.equal(rowless.code, kind === 'partner' ? 5 : 12, 'no row at all');
    const stranger = await ask(await strangerOf(kind));
    assert.equal(stranger.code, 12, 'a stranger');
    assert.match(stranger.detail, UNKNOWN);
    const asked = ASKED[need][kind];
    const everything = ['8r', '8w', '8a', '8d', '16r', '16w', '16a', '16d'];
    for (const flag of asked) {
      const { code } = await ask(
        await userOf(
          kind,
          everything.filter((one) => one !== flag),
        ),
      );
      assert.equal(code, 1, `without ${flag}`);
    }
    const { code, detail } = await ask(await userOf(kind, asked.length > 0 ? asked : everything));
    const barred = asked.length === 0;
    assert.equal(code === 1, barred, `with ${asked.join(' ')}: ${detail}`);
    assert.doesNotMatch(detail, UNKNOWN);
  }

  for (const { operation } of placed) {
    const id = operation.operationId as OperationId;
    const { needs, ...row } = OPERATIONS[id];
    if (needs === 'nothing') continue;
    for (const kind of ['partner', 'internal'] as const) {
      it(`is asked of ${kind} users before ${id} runs`, async () => {
        const body = BODIES[id]?.(account);
        const asked = 'internalOnly' in row && kind === 'partner' ? 'configure' : needs;
        // The other operations need the application as it was.
        const erased = id === 'eraseApplication' && {
          application_id: (await seedCandidate(world, owner)).applicationId,
        };
        const about = { ...named, ...erased };
        await askAll(asked, kind, async (user) => {
          const query = QUERIES[id];
          const reply = await world.call(user, id, about, { body, ...(query !== undefined && { query }) });
          return { code: reply.body.error_code ?? 0, detail: reply.body.detail ?? '' };
        });
      });
    }
  }

  for (const command of Object.keys(COMMANDS) as CommandName[]) {
    for (const kind of ['partner', 'internal'] as const) {
      it(`is asked of ${kind} users before ${command} runs`, async () => {
        await askAll(COMMAND_NEEDS[command], kind, async (user) => {
          const sent = { command, partner_api: kind === 'partner', ...named };
          const { body } = await world.command(user, sent);
          return { code: body.error_code, detail: body.error_text };
        });
      });
    }
  }
});
