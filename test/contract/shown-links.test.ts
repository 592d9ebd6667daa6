import assert from 'node:assert/strict';
import { APPLICATION_STATES } from '../../engine/application/application-status.js';
import { describeGateway } from '../support/gateway.js';
import { type Holding, type TestPartner, type TestUser } from '../support/seed.js';
import { TEST_NOW } from '../support/test-now.js';

// The expectations are written out by hand from the contract's section 3. The code under test never computes them.
interface LinksCase {
  on: Holding;
  /** What a partner request and an internal request are shown. */
  partner: 'all' | 'no fuller report' | 'none' | 'refused';
  internal: LinksCase['partner'];
}

const CASES: LinksCase[] = [
  { on: { 8: 'r', 16: 'rwa' }, partner: 'all', internal: 'all' },
  { on: { 8: 'r', 16: 'rw' }, partner: 'all', internal: 'all' },
  { on: { 8: 'r', 16: 'ra' }, partner: 'no fuller report', internal: 'no fuller report' },
  { on: { 8: 'r', 16: 'rd' }, partner: 'none', internal: 'none' },
  { on: { 8: 'rad', 16: 'r' }, partner: 'none', internal: 'none' },
  { on: { 8: 'rw', 16: 'r' }, partner: 'none', internal: 'all' },
  { on: { 8: 'rw' }, partner: 'refused', internal: 'all' },
  { on: { 8: 'r' }, partner: 'refused', internal: 'none' },
];

describeGateway('the links in replies', (world) => {
  let owner: TestPartner;
  let incomplete: string;
  let completed: string;

  before(async () => {
    owner = await world.seed.partner();
    incomplete = await world.seed.application(owner);
    completed = await world.seed.application(owner, {
      state: APPLICATION_STATES.completed,
      completedAt: TEST_NOW,
    });
  });

  /** Every value of a link in the replies of all operations that show one, by where it stands. */
  async function linksOnResourceFace(user: TestUser): Promise<Record<string, unknown>> {
    const named = { account_id: owner.accountId };
    const get = async (operationId: Parameters<typeof world.call>[1], application_id: string) =>
      (await world.call(user, operationId, { ...named, application_id })).body;
    const list = (await world.call(user, 'listApplications', named)).body;
    const since = `/v1/accounts/${owner.accountId}/assessments?updated_since=2000-01-01`;
    const updated = (await world.resource(user, 'GET', since)).body;
    const one = await get('getApplication', completed);
    const links = await get('getLinks', completed);
    return {
      list: (list.items as Record<string, unknown>[])[0]!.app_link_full,
      updated: (updated.items as Record<string, unknown>[])[0]!.app_link_full,
      one: one.app_link_full,
      report: one.rep_link_full,
      fullerReport: one.rep_link_full_acc,
      links: links.app_link_full,
      linksReport: links.rep_link_full,
      score: (await get('getScore', completed)).rep_link_full,
    };
  }

  async function linksOnCommandFace(user: TestUser, partner_api?: boolean): Promise<Record<string, unknown>> {
    const ask = async (command: string, more: object) =>
      (await world.command(user, { command, partner_api, ...more })).body;
    const list = await ask('application_get', {});
    const one = await ask('application_get', { application_id: completed });
    const links = await ask('application_get_link', { application_id: completed });
    return {
      list: (list.application_list as Record<string, unknown>[])[0]!.app_link_full,
      one: one.app_link_full,
      report: one.rep_link_full,
      fullerReport: one.rep_link_full_acc,
      links: links.app_link_full,
      linksReport: links.rep_link_full,
      score: (await ask('score_calc_get', { application_id: completed })).rep_link_full,
    };
  }

  function assertShown(links: Record<string, unknown>, shown: LinksCase['partner']): void {
    for (const [place, link] of Object.entries(links)) {
      const isShown = shown === 'all' || (shown === 'no fuller report' && place !== 'fullerReport');
      assert.match(String(link), isShown ? /^https:.*\?app_link=[\w-]{22}&acc_link=[\w-]{22}$/ : /^$/, place);
    }
  }

  for (const { on, partner, internal } of CASES) {
    const held = `account-member "${on[8]}" and partner-std "${on[16] ?? ''}"`;
    if (partner !== 'refused') {
      it(`are ${partner} for a partner user with ${held}`, async () => {
        const user = await world.seed.user();
        await world.seed.grant(user, owner.accountId, on);
        assertShown(await linksOnResourceFace(user), partner);
        assertShown(await linksOnCommandFace(user, true), partner);
      });
    }
    it(`are ${internal} for an internal user with ${held}`, async () => {
      const user = await world.seed.user({ kind: 'internal' });
      await world.seed.grant(user, owner.accountId, on);
      assertShown(await linksOnResourceFace(user), internal);
      assertShown(await linksOnCommandFace(user), internal);
      if (partner !== 'refused') assertShown(await linksOnCommandFace(user, true), partner);
    });
  }

  it('differ by account in a list over several', async () => {
    const other = await world.seed.partner();
    await world.seed.application(other);
    const user = await world.seed.user();
    await world.seed.grant(user, owner.accountId, { 8: 'r', 16: 'r' });
    await world.seed.grant(user, other.accountId, { 8: 'r', 16: 'rwa' });
    const { body } = await world.command(user, { command: 'application_get', partner_api: true });
    const items = body.application_list as { account_id: string; application_id: string; app_link_full: string }[];
    assert.deepEqual(
      items.map(({ account_id, app_link_full }) => [account_id, app_link_full !== '']),
      [
        [owner.accountId, false],
        [other.accountId, true],
      ],
    );
    assert.equal(items[0]!.application_id, incomplete);
  });
});
