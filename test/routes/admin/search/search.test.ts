import assert from 'node:assert/strict';
import { recordAudit } from '../../../../db/accounts/audit.js';
import { type Schema } from '../../../../routes/documented.js';
import { describeGateway } from '../../../support/gateway.js';
import { seedNotification } from '../../../support/seed-notification.js';
import { type SignedIn, signedInOperator } from '../../../support/signed-in-operator.js';
import { TEST_NOW } from '../../../support/test-now.js';

describeGateway('the search of the console', (world) => {
  let viewer: SignedIn;
  before(async () => {
    viewer = await signedInOperator(world, 'viewer');
  });

  const search = async (q: string) => {
    const { status, body } = await viewer.get(`search?q=${encodeURIComponent(q)}`);
    assert.equal(status, 200);
    return (body as Schema<'SearchResults'>).items;
  };
  const found = async (q: string) => (await search(q)).map(({ kind, id }) => `${kind} ${id}`);

  it('finds by digits what has that id, of each kind', async () => {
    const owner = await world.seed.partner({ name: 'Acme' });
    const { applicationId, notificationId } = await seedNotification(world.db, owner);
    const [application] = await search(` ${applicationId} `);
    const title = 'Customer Service, Acme';
    assert.deepEqual(application, { kind: 'application', id: applicationId, title, account_id: owner.accountId });
    assert.ok((await found(applicationId)).includes(`application ${applicationId}`));
    assert.ok((await found(owner.accountId)).includes(`account ${owner.accountId}`));
    assert.ok((await found(notificationId)).includes(`notification ${notificationId}`));
    assert.ok((await found(owner.positionId)).includes(`position ${owner.positionId}`));
    assert.ok((await found(`00${owner.accountId}`)).includes(`account ${owner.accountId}`));
  });

  it('finds the applications of a candidate, the newest first, and tells nothing about the candidate', async () => {
    const owner = await world.seed.partner();
    const more = { candidateEmail: 'grace@example.com' };
    const [first, second] = [await world.seed.application(owner, more), await world.seed.application(owner, more)];
    assert.deepEqual(await found('Grace@Example.com'), [`application ${second}`, `application ${first}`]);
    assert.ok(!JSON.stringify(await search('grace@example.com')).includes('Lovelace'));
  });

  it('finds the entries of a request', async () => {
    const requestId = '5b1f0c7e-9d2a-4f68-83c0-e1d2a3b4c5d6';
    for (const object of ['application 1', 'application 2']) {
      const done = { at: TEST_NOW, userName: 'acme', credentialId: undefined, operation: 'cancelApplication' };
      await recordAudit(world.db, { ...done, object, outcome: 'ok', address: '192.0.2.1', requestId });
    }
    const titles = (await search(requestId)).map(({ title }) => title);
    assert.deepEqual(titles, ['acme: cancelApplication application 2', 'acme: cancelApplication application 1']);
    const { body } = await viewer.get(`audit?request_id=${requestId}`);
    assert.equal(body.items.length, 2);
  });

  it('finds accounts and users whose name begins so, at most 20 and some of each', async () => {
    const zebra = await world.seed.account({ name: 'Zebra & Sons' });
    await world.seed.account({ name: 'Not Zebra' });
    const { userId } = await world.seed.user({ name: 'zebra-bot' });
    assert.deepEqual(await found('zebra'), [`account ${zebra}`, `user ${userId}`]);
    for (let index = 0; index < 21; index++) {
      await world.seed.account({ name: `many ${index}` });
      await world.seed.user({ name: `many-${index}` });
    }
    const kinds = (await search('many')).map(({ kind }) => kind);
    assert.deepEqual(kinds, [...Array<string>(10).fill('account'), ...Array<string>(10).fill('user')]);
  });

  for (const q of ['no such name', '%', '_', '99999999999999999999', '18446744073709551615', '@', ' ', '\\', "'"]) {
    it(`finds nothing for ${JSON.stringify(q)}`, async () => assert.deepEqual(await found(q), []));
  }

  for (const query of ['', 'q=', 'q=%00', `q=${'a'.repeat(321)}`]) {
    it(`refuses ${query.slice(0, 10) || 'no text'}`, async () => {
      assert.equal((await viewer.get(`search?${query}`)).status, 400);
    });
  }
});
