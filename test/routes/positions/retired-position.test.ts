import assert from 'node:assert/strict';
import { setPositionRetired } from '../../../db/positions/positions.js';
import { writeTransaction } from '../../../db/connection/transaction.js';
import { describeGateway } from '../../support/gateway.js';
import { type TestPartner } from '../../support/seed.js';
import { TEST_NOW } from '../../support/test-now.js';

describeGateway('a retired position', (world) => {
  let partner: TestPartner;

  beforeEach(async () => {
    partner = await world.seed.partner();
  });

  const retire = (at: number | undefined) =>
    writeTransaction(world.db, (trx) => setPositionRetired(trx, partner.positionId, at));
  const call = (method: 'GET' | 'POST', path: string, body?: object) =>
    world.resource(partner.user, method, `/v1/accounts/${partner.accountId}${path}`, body && { body });
  const order = () => call('POST', '/assessments', { position_id: partner.positionId });

  it('can be neither found nor ordered, and the refusals say that it is retired', async () => {
    await retire(TEST_NOW);
    assert.deepEqual((await call('GET', '/positions')).body.items, []);
    for (const refused of [await call('GET', `/positions/${partner.positionId}`), await order()]) {
      const { error_code: code, detail } = refused.body;
      assert.deepEqual([refused.status, code, detail], [404, 12, 'The position is retired.']);
    }
    await retire(undefined);
    assert.equal((await order()).status, 201);
    assert.equal(((await call('GET', '/positions')).body.items as unknown[]).length, 1);
  });

  it('says nothing to an account that it was not assigned to', async () => {
    const other = await world.seed.partner();
    await retire(TEST_NOW);
    const body = { position_id: partner.positionId };
    const reply = await world.resource(other.user, 'POST', `/v1/accounts/${other.accountId}/assessments`, { body });
    assert.equal(reply.body.detail, 'No such position.');
  });

  it('lets applications that were ordered before go on', async () => {
    const id = await world.seed.application(partner, { expiresAt: TEST_NOW - 1 });
    await retire(TEST_NOW);
    assert.equal((await call('POST', `/assessments/${id}/extend`, { expires: '2040-01-01' })).status, 200);
    const links = (await call('GET', `/assessments/${id}/links`)).body;
    const { pathname, search } = new URL(links.app_link_full as string);
    assert.equal((await fetch(`http://127.0.0.1:${world.port}${pathname}${search}`)).status, 200);
  });
});
