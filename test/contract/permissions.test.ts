import assert from 'node:assert/strict';
import { revoke } from '../../db/accounts/permissions.js';
import { writeTransaction } from '../../db/connection/transaction.js';
import { type Reply } from '../support/app.js';
import { describeGateway } from '../support/gateway.js';
import { FULL, type Holding, type TestPartner } from '../support/seed.js';
import { seedCandidate } from '../support/seed-candidate.js';

// The expectations are written out by hand from the contract's section 3. The code under test never computes them.

interface HoldingCase {
  name: string;
  on: Holding;
  /**
   * The error codes of reading, creating and changing (0: allowed), as a partner request and as an internal request.
   */
  partner: [read: number, add: number, write: number];
  internal: [read: number, add: number, write: number];
  /** The same for a request that names the account, if that differs. */
  named?: { partner: number; internal: number };
}

const HOLDINGS: HoldingCase[] = [
  { name: 'no row', on: {}, partner: [5, 5, 5], internal: [1, 1, 1], named: { partner: 5, internal: 12 } },
  { name: 'only account-member', on: { 8: 'r' }, partner: [1, 1, 1], internal: [0, 1, 1] },
  { name: 'only account-member, all flags', on: { 8: 'rwad' }, partner: [1, 1, 1], internal: [0, 1, 1] },
  { name: 'only partner-std', on: { 16: 'rwad' }, partner: [1, 1, 1], internal: [1, 1, 1] },
  { name: 'both', on: { 8: 'r', 16: 'rwa' }, partner: [0, 0, 0], internal: [0, 0, 0] },
  { name: 'both without account-member read', on: { 8: 'wad', 16: 'rwad' }, partner: [1, 1, 1], internal: [1, 1, 1] },
  { name: 'both without partner-std read', on: { 8: 'rwad', 16: 'wad' }, partner: [1, 1, 1], internal: [0, 0, 0] },
  { name: 'both without partner-std add', on: { 8: 'rwad', 16: 'rwd' }, partner: [0, 1, 0], internal: [0, 1, 0] },
  { name: 'both without partner-std write', on: { 8: 'rwad', 16: 'rad' }, partner: [0, 0, 1], internal: [0, 0, 1] },
  { name: 'both without any flag', on: { 8: '', 16: '' }, partner: [1, 1, 1], internal: [1, 1, 1] },
];

const CONFIGS = { absent: 'ver|1', '0': 'ver|1|cmp|0', '1': 'ver|1|cmp|1', x: 'cmp|x|ver|1' };
const INTERNAL_SHAPE = { absent: 'pipe', '0': 'array', '1': 'pipe', x: 'array' } as const;

type Cmp = keyof typeof CONFIGS;

const AS_ARRAY = [{ app_full_name: 'Ada Lovelace' }, { email: 'ada@example.com' }];
const AS_PIPE = 'app_full_name|Ada Lovelace|email|ada@example.com';

function shapeOf(fields: unknown): string {
  if (typeof fields === 'string') return fields === AS_PIPE ? 'pipe' : `unexpected ${fields}`;
  return JSON.stringify(fields) === JSON.stringify(AS_ARRAY) ? 'array' : `unexpected ${JSON.stringify(fields)}`;
}

const KINDS = ['partner', 'internal'] as const;
const FLAGS = { true: true, false: false, absent: undefined } as const;

describeGateway('permissions', (world) => {
  const owners = {} as Record<Cmp, TestPartner & { applicationId: string; appLink: string }>;

  before(async () => {
    for (const cmp of Object.keys(CONFIGS) as Cmp[]) {
      const owner = await world.seed.partner({ config: CONFIGS[cmp] });
      owners[cmp] = { ...owner, ...(await seedCandidate(world, owner)) };
    }
  });

  for (const kind of KINDS) {
    for (const holding of HOLDINGS) {
      it(`of ${kind === 'partner' ? 'a partner' : 'an internal'} user with ${holding.name} decide every command`, async () => {
        const [actual, expected]: Record<string, unknown>[] = [{}, {}];
        for (const cmp of Object.keys(CONFIGS) as Cmp[]) {
          const user = await world.seed.user({ kind });
          await world.seed.grant(user, owners[cmp].accountId, holding.on);
          const { accountId: account_id, positionId: position_id, applicationId: application_id } = owners[cmp];
          const { appLink: app_link } = owners[cmp];
          for (const [flag, partner_api] of Object.entries(FLAGS)) {
            const code = async (command: string, more: object = {}) =>
              (await world.command(user, { command, partner_api, ...more })).body;
            const at = `cmp ${cmp}, partner_api ${flag}: `;
            const list = await code('application_get');
            const narrowed = await code('application_get', { account_id });
            const one = await code('application_get', { application_id });
            // This candidate is only for the submission, because that completes the application.
            const { appLink: toSubmit } = await seedCandidate(world, owners[cmp]);
            Object.assign(actual!, {
              [`${at}list`]: list.error_code,
              [`${at}list of the account`]: narrowed.error_code,
              [`${at}one`]: one.error_code,
              [`${at}positions`]: (await code('position_get')).error_code,
              [`${at}links`]: (await code('application_get_link', { application_id })).error_code,
              [`${at}questionnaire`]: (await code('application_get_q', { app_link })).error_code,
              [`${at}submit`]: (await code('score_calc_set', { app_link: toSubmit })).error_code,
              [`${at}score`]: (await code('score_calc_get', { application_id })).error_code,
              [`${at}create`]: (await code('application_create', { position_id })).error_code,
              [`${at}create for the account`]: (await code('application_create', { position_id, account_id }))
                .error_code,
              [`${at}fields`]: one.error_code === 0 ? shapeOf(one.fields) : undefined,
              [`${at}fields in the list`]: list.error_code === 0 ? shapeOf(list.application_list[0].fields) : undefined,
            });

            const asPartner = partner_api === true;
            const barred = kind === 'internal' || asPartner ? undefined : partner_api === undefined ? 10 : 1;
            const [read, add] = asPartner ? holding.partner : holding.internal;
            const ofNamed = asPartner ? holding.named?.partner : holding.named?.internal;
            // With a link a partner may leave partner_api out and is still a partner.
            const byLink = kind === 'partner' || asPartner ? 'partner' : 'internal';
            const barredLink = barred === 10 ? undefined : barred;
            const [readLink, , writeLink] = holding[byLink].map((own) => barredLink ?? holding.named?.[byLink] ?? own);
            const shape = asPartner ? 'array' : INTERNAL_SHAPE[cmp];
            const shown = barred === undefined && read === 0 ? shape : undefined;
            Object.assign(expected!, {
              [`${at}list`]: barred ?? read,
              [`${at}list of the account`]: barred ?? ofNamed ?? read,
              [`${at}one`]: barred ?? ofNamed ?? read,
              [`${at}positions`]: barred ?? read,
              [`${at}links`]: barred ?? ofNamed ?? read,
              [`${at}questionnaire`]: readLink,
              [`${at}submit`]: writeLink,
              // The application is not completed.
              [`${at}score`]: barred ?? ofNamed ?? (read === 0 ? 16 : read),
              [`${at}create`]: barred ?? add,
              [`${at}create for the account`]: barred ?? ofNamed ?? add,
              [`${at}fields`]: shown,
              [`${at}fields in the list`]: shown,
            });
          }
        }
        assert.deepEqual(actual, expected);
      });

      it(`of ${kind === 'partner' ? 'a partner' : 'an internal'} user with ${holding.name} decide every resource`, async () => {
        const [actual, expected]: Record<string, unknown>[] = [{}, {}];
        for (const cmp of Object.keys(CONFIGS) as Cmp[]) {
          const user = await world.seed.user({ kind });
          await world.seed.grant(user, owners[cmp].accountId, holding.on);
          const { accountId, positionId: position_id } = owners[cmp];
          // One application is only for the cancellation, and another only for the submission.
          const { applicationId, appLink } = await seedCandidate(world, owners[cmp]);
          const toSubmit = await seedCandidate(world, owners[cmp]);
          const account = { account_id: accountId };
          const application = { ...account, application_id: applicationId };
          const of = async (asked: Promise<Reply>) => {
            const reply = await asked;
            return { ...reply, answer: `${reply.status} ${reply.body.error_code ?? 0}` };
          };
          const listed = (query: string) => of(world.call(user, 'listApplications', account, { query }));
          const list = await listed('limit=1000');
          const all = await listed('updated_since=2026-01-01&status=all');
          const one = await of(world.call(user, 'getApplication', application));
          const expires = { body: { expires: '2030-12-31' } };
          const extended = await of(world.call(user, 'extendApplication', application, expires));
          const submitted = { app_link: toSubmit.appLink };
          const shape = (reply: { status: number }, fields: () => unknown) =>
            reply.status === 200 ? shapeOf(fields()) : undefined;
          actual![cmp] = {
            list: list.answer,
            all: all.answer,
            positions: (await of(world.call(user, 'listPositions', account))).answer,
            one: one.answer,
            links: (await of(world.call(user, 'getLinks', application))).answer,
            score: (await of(world.call(user, 'getScore', application))).answer,
            questionnaire: (await of(world.call(user, 'getQuestionnaire', { app_link: appLink }))).answer,
            submit: (await of(world.call(user, 'submitAnswers', submitted, { body: {} }))).answer,
            create: (await of(world.call(user, 'createApplication', account, { body: { position_id } }))).answer,
            extend: extended.answer,
            cancel: (await of(world.call(user, 'cancelApplication', application))).answer,
            fields: [
              shape(list, () => list.body.items[0].fields),
              shape(all, () => all.body.items[0].fields),
              shape(one, () => one.body.fields),
              shape(extended, () => extended.body.fields),
            ],
          };

          const answers: Record<number, string> = { 0: '200 0', 1: '403 1', 5: '403 5', 12: '404 12' };
          const [read, add, write] = holding[kind].map((code) => answers[holding.named?.[kind] ?? code]);
          const shown = kind === 'partner' ? 'array' : INTERNAL_SHAPE[cmp];
          const readable = read === '200 0' ? shown : undefined;
          expected![cmp] = {
            list: read,
            all: read,
            positions: read,
            one: read,
            links: read,
            score: read === '200 0' ? '409 16' : read,
            questionnaire: read,
            submit: write,
            create: add === '200 0' ? '201 0' : add,
            extend: write,
            cancel: write,
            fields: [readable, readable, readable, write === '200 0' ? shown : undefined],
          };
        }
        assert.deepEqual(actual, expected);
      });
    }
  }

  it('on several accounts ask a creation to name one', async () => {
    const { user, accountId, positionId } = await world.seed.partner();
    const second = await world.seed.account();
    await world.seed.grant(user, second, FULL);
    const create = { command: 'application_create', partner_api: true, position_id: positionId };
    const unnamed = await world.command(user, create);
    assert.equal(unnamed.body.error_code, 10);
    assert.match(unnamed.body.error_text, /account_id/);
    assert.equal((await world.command(user, { ...create, account_id: accountId })).body.error_code, 0);
  });

  it('let a creation leave the account out when only one allows it', async () => {
    const { user, positionId } = await world.seed.partner();
    await world.seed.grant(user, await world.seed.account(), { 8: 'r', 16: 'r' });
    const reply = await world.command(user, {
      command: 'application_create',
      partner_api: true,
      position_id: positionId,
    });
    assert.equal(reply.body.error_code, 0);
  });

  it('stop at the very next request after they are revoked, and come back when granted', async () => {
    const { user, accountId } = await world.seed.partner();
    const read = async () =>
      (await world.command(user, { command: 'application_get', partner_api: true })).body.error_code;
    assert.equal(await read(), 0);
    await writeTransaction(world.db, (trx) => revoke(trx, user.userId, { accountId, permission: 16 }));
    assert.equal(await read(), 1);
    await writeTransaction(world.db, (trx) => revoke(trx, user.userId, { accountId, permission: 8 }));
    assert.equal(await read(), 5);
    await world.seed.grant(user, accountId, { 8: 'r', 16: 'r' });
    assert.equal(await read(), 0);
  });

  it('of one user do not count for another', async () => {
    const { accountId } = await world.seed.partner();
    const [reader, stranger] = [await world.seed.user(), await world.seed.user()];
    await world.seed.grant(reader, accountId, FULL);
    const list = (user: typeof reader) => world.command(user, { command: 'application_get', partner_api: true });
    const codes = (await Promise.all([list(reader), list(stranger)])).map(({ body }) => body.error_code as number);
    assert.deepEqual(codes, [0, 5]);
  });

  for (const partner_api of ['true', 1, 0, '', [], {}]) {
    it(`refuse partner_api ${JSON.stringify(partner_api)}`, async () => {
      for (const kind of KINDS) {
        const { user } = await world.seed.partner({ kind });
        const { body } = await world.command(user, { command: 'application_get', partner_api });
        assert.equal(body.error_code, 11, kind);
      }
    });
  }

  it('take partner_api null for absent', async () => {
    const [partner, internal] = [await world.seed.partner(), await world.seed.partner({ kind: 'internal' })];
    const list = (user: typeof partner.user) => world.command(user, { command: 'application_get', partner_api: null });
    assert.equal((await list(partner.user)).body.error_code, 10);
    assert.equal((await list(internal.user)).body.error_code, 0);
  });
});
