import assert from 'node:assert/strict';
import { type LiveNotifier } from '../../../db/notifications/due/notifiers.js';
import { accountShare, type AccountShareParts } from '../../../src/sending/account-share.js';

const turn = () => new Promise((resolve) => setImmediate(resolve));
// As one node of a cluster of four gives them.
const ACCOUNTS = Array.from({ length: 400 }, (_, index) => String(10_000_001 + 4 * index));
const live = (id: string, leftMs = 60_000): LiveNotifier => ({ channel: 'endpoint', id, leftMs });

function start(id: string, more: Partial<AccountShareParts>) {
  let left = 0;
  const warnings: string[] = [];
  const share = accountShare({
    id,
    renew: () => Promise.resolve([]),
    leave: async () => void (left += 1),
    isWell: () => true,
    log: { warn: ({ err }: { err: Error }) => void warnings.push(err.message) },
    everyMs: 1,
    ...more,
  });
  return { share, warnings, left: () => left };
}

describe('accountShare', () => {
  it('parts the accounts among those that live, each to one, and evenly', async () => {
    const all = ['a', 'b', 'c'].map((id) => start(id, { renew: async () => ['a', 'b', 'c'].map((one) => live(one)) }));
    await turn();
    const parts = all.map(({ share }) => share.mine('endpoint', ACCOUNTS));
    await Promise.all(all.map(({ share }) => share.stop()));
    assert.deepEqual(parts.flat().sort(), ACCOUNTS);
    for (const part of parts) assert.ok(part.length > 90, String(part.length));
  });

  it('takes all accounts of a channel on which no other sends', async () => {
    const { share } = start('a', { renew: async () => [live('a'), live('b'), { ...live('a'), channel: 'messages' }] });
    await turn();
    assert.equal(share.mine('messages', ACCOUNTS).length, 400);
    assert.ok(share.mine('endpoint', ACCOUNTS).length < 400);
    await share.stop();
  });

  it('takes the accounts of another when its lease is over, without being told', async () => {
    const { share } = start('a', { renew: async () => [live('a'), live('b', 5)], everyMs: 60_000 });
    await turn();
    while (share.mine('endpoint', ACCOUNTS).length < 400) await turn();
    await share.stop();
  });

  it('takes all accounts when its renewals fail or never end', async () => {
    let renewals = 0;
    const { share, warnings } = start('a', {
      withinMs: 5,
      renew: () => {
        renewals += 1;
        if (renewals === 1) return Promise.resolve([live('a', 20), live('b')]);
        return renewals === 2 ? Promise.reject(new Error('no table')) : new Promise(() => {});
      },
    });
    while (renewals < 5) await turn();
    while (share.mine('endpoint', ACCOUNTS).length < 400) await turn();
    await share.stop();
    assert.deepEqual(warnings, ['no table']);
  });

  it('renews nothing while its process does not claim, and gives its lease up at the end', async () => {
    let renewals = 0;
    const { share, left } = start('a', { isWell: () => false, renew: async () => [live(String(renewals++))] });
    for (let turns = 0; turns < 20; turns++) await turn();
    await share.stop();
    assert.deepEqual([renewals, left()], [0, 1]);
  });
});
