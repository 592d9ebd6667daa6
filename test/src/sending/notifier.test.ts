import assert from 'node:assert/strict';
import { type ClaimedNotification, type ClaimOptions } from '../../../db/notifications/claim-notifications.js';
import { type FinishedAttempt } from '../../../db/notifications/finish-notifications.js';
import { notifier, type NotifierParts } from '../../../src/sending/notifier.js';

const one = (id: number, accountId = 'a') => ({ notificationId: String(id), accountId }) as ClaimedNotification;
const delivered = ({ notificationId }: ClaimedNotification) =>
  ({ notificationId, outcome: 'delivered', next: { ended: 'delivered' } }) as FinishedAttempt;

/** Makes a queue in memory and wakes the notifier for it. `done` resolves when everything in it is recorded. */
function setUp(rows: ClaimedNotification[], more: Partial<NotifierParts> = {}) {
  const queue = [...rows];
  const recorded: string[] = [];
  const claims: Omit<ClaimOptions, 'channel'>[] = [];
  let drained = (): void => {};
  const done = new Promise<void>((resolve) => (drained = resolve));
  const loop = notifier({
    claim: async (options) => {
      claims.push(options);
      const { accounts } = options;
      const open = accounts.flatMap((accountId) => queue.filter((row) => row.accountId === accountId));
      const taken = open.filter((row) => options.freeSlots(row.accountId) > 0).slice(0, options.limit);
      for (const row of taken) queue.splice(queue.indexOf(row), 1);
      return taken;
    },
    attempt: async (claimed) => delivered(claimed),
    finish: async (attempts) => {
      recorded.push(...attempts.map((attempt) => attempt.notificationId));
      if (recorded.length === rows.length) drained();
    },
    newToken: () => 'token',
    mayPass: () => true,
    log: { warn() {}, error() {} },
    now: () => 5,
    leaseMs: 1,
    slots: 4,
    slotsPerAccount: 2,
    ...more,
  });
  loop.wake(rows.map((row) => row.accountId));
  return { loop, queue, recorded, claims, done };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('notifier', () => {
  it('works through a queue longer than its slots without being woken again', async () => {
    const rows = Array.from({ length: 50 }, (_, n) => one(n, `account-${n % 5}`));
    const { loop, recorded, done } = setUp(rows);
    await done;
    assert.equal(new Set(recorded).size, 50);
    await loop.stop();
  });

  it('asks only for as many as it has slots', async () => {
    const { loop, claims, done } = setUp([one(1), one(2, 'b'), one(3, 'c')]);
    await done;
    await loop.stop();
    assert.ok(claims.every((claim) => claim.limit <= 4));
  });

  it('claims when woken', async () => {
    const { loop, queue, recorded } = setUp([]);
    queue.push(one(1));
    loop.wake(['a']);
    while (recorded.length === 0) await turn();
    assert.equal(loop.lastCycleAt(), 5);
    await loop.stop();
  });

  it('claims for the accounts it was woken for alone, and nothing when nobody woke it', async () => {
    const { loop, queue, recorded, claims } = setUp([]);
    queue.push(one(1, 'a'), one(2, 'b'));
    await turn();
    loop.wake(['b']);
    while (recorded.length === 0) await turn();
    await loop.stop();
    assert.deepEqual(
      claims.map((claim) => claim.accounts),
      [['b']],
    );
    assert.deepEqual(recorded, ['2']);
  });

  it('serves accounts in the order in which it was woken, and each of them once before the first again', async () => {
    const rows = ['a', 'a', 'a', 'a', 'b', 'c', 'd'].map((accountId, n) => one(n, accountId));
    const { loop, recorded, done } = setUp(rows, { slots: 2, slotsPerAccount: 2 });
    await done;
    await loop.stop();
    assert.deepEqual(recorded, ['0', '1', '4', '5', '6', '2', '3']);
  });

  it('claims again for the same accounts when a claim failed, lest they be forgotten', async () => {
    const claims: (readonly string[])[] = [];
    const claim: NotifierParts['claim'] = async ({ accounts }) => {
      claims.push(accounts);
      if (claims.length === 1) throw new Error('away');
      return [];
    };
    const { loop } = setUp([one(1, 'b')], { pauseMs: 1, claim });
    while (claims.length < 2) await turn();
    await loop.stop();
    assert.deepEqual(claims, [['b'], ['b']]);
  });

  it('is up to date while it has nothing to do, but not while its claims fail', async () => {
    let at = 5;
    const { loop } = setUp([], { now: () => at, pauseMs: 1, claim: () => Promise.reject(new Error('away')) });
    await turn();
    at = 9;
    assert.equal(loop.lastCycleAt(), 9);
    loop.wake(['a']);
    await turn();
    at = 20;
    assert.equal(loop.lastCycleAt(), 9);
    await loop.stop();
  });

  it('gives a slot that becomes free to an account that filled its own', async () => {
    const ends: (() => void)[] = [];
    const attempt: NotifierParts['attempt'] = (claimed) =>
      new Promise((finish) => ends.push(() => finish(delivered(claimed))));
    const { loop, claims, queue } = setUp([one(1), one(2)], { attempt });
    while (ends.length < 2) await turn();
    queue.push(one(3));
    ends[0]!();
    while (ends.length < 3) await turn();
    for (const end of ends) end();
    await loop.stop();
    assert.deepEqual(claims.at(-1)?.accounts, ['a']);
  });

  it('goes on after a claim that failed', async () => {
    let calls = 0;
    const { loop, done } = setUp([one(1)], { pauseMs: 1 });
    await done;
    await loop.stop();
    const failing = setUp([one(1)], {
      pauseMs: 1,
      claim: async () => {
        calls += 1;
        throw new Error('away');
      },
    });
    while (calls < 3) await turn();
    await failing.loop.stop();
  });

  it('claims nothing while results wait to be written, and goes on afterwards', async () => {
    const TRIES = 20;
    let tries = 0;
    const claimsBefore: number[] = [];
    const { loop, claims } = setUp([one(1)], {
      pauseMs: 1,
      // The log is told of each failed write as soon as it counts as failed.
      log: { warn: () => void claimsBefore.push(claims.length), error() {} },
      finish: async () => {
        tries += 1;
        if (tries <= TRIES) throw new Error('away');
        claimsBefore.push(claims.length);
      },
    });
    while (tries === 0) await turn();
    loop.wake(['b']);
    while (tries <= TRIES) await turn();
    const atLast = claims.length;
    while (claims.length === atLast) await turn();
    await loop.stop();
    assert.deepEqual(claimsBefore, Array(TRIES + 1).fill(claimsBefore[0]));
  });

  it('frees the slot of an attempt that broke off', async () => {
    let calls = 0;
    const rows = [one(1), one(2), one(3), one(4), one(5)];
    const { loop } = setUp(rows, {
      attempt: async () => {
        calls += 1;
        throw new Error('broke off');
      },
    });
    while (calls < 5) await turn();
    await loop.stop();
    assert.equal(loop.underWay(), 0);
  });

  it('stops only when what is under way is recorded', async () => {
    let begin = (): void => {};
    let end = (): void => {};
    const begun = new Promise<void>((resolve) => (begin = resolve));
    const { loop, recorded } = setUp([one(1)], {
      attempt: (claimed) =>
        new Promise((finish) => {
          end = () => finish(delivered(claimed));
          begin();
        }),
    });
    await begun;
    const stopping = loop.stop();
    end();
    await stopping;
    assert.deepEqual(recorded, ['1']);
  });

  it('goes on after a claim that never ends, and is not held up by it when it stops', async () => {
    let claims = 0;
    const warnings: string[] = [];
    const { loop } = setUp([one(1)], {
      claimMs: 5,
      pauseMs: 1,
      log: { warn: ({ err }: { err: Error }) => void warnings.push(err.message), error() {} },
      claim: () => {
        claims += 1;
        return new Promise(() => {});
      },
    });
    while (claims < 3) await turn();
    await loop.stop();
    assert.equal(warnings[0], 'no claim within 0.005 s');
  });
});
