import assert from 'node:assert/strict';
import { storeConfig } from '../../db/accounts/accounts.js';
import { writeTransaction } from '../../db/connection/transaction.js';
import { describeGateway } from '../support/gateway.js';
import { boxOf, KEY_A } from '../support/secret-keys.js';

describeGateway('a process that lacks the key of another', (world) => {
  it('answers 503 in words, logs what it cannot read, and serves other accounts', async () => {
    const [sealed, clear] = [await world.seed.partner(), await world.seed.partner()];
    const other = world.database.another({ secrets: boxOf(KEY_A) });
    await writeTransaction(other, (trx) => storeConfig(trx, sealed.accountId, 'ver|1|auth|ann:hush'));
    const order = ({ user, accountId, positionId }: typeof sealed) =>
      world.call(user, 'createApplication', { account_id: accountId }, { body: { position_id: positionId } });
    const refused = await order(sealed);
    assert.deepEqual([refused.status, refused.headers['retry-after']], [503, '60']);
    assert.match(refused.body.detail as string, /lacks the key .* Its operator has to provide it/);
    const commanded = await world.command(sealed.user, {
      command: 'application_create',
      partner_api: true,
      position_id: sealed.positionId,
    });
    assert.deepEqual([commanded.status, commanded.body.error_code], [503, 503]);
    const line = world.log.find(({ request_id: id }) => id === refused.body.request_id)!;
    assert.match(line.msg as string, new RegExp(`^accounts.config of ${sealed.accountId} is encrypted with the key `));
    assert.equal(line.level, 50);
    assert.equal((await order(clear)).status, 201);
  });
});
