import assert from 'node:assert/strict';
import bcrypt from 'bcrypt';
import { waitUntil } from '../../support/wait-until.js';
import { type Lane, passwordGate, type PasswordGateOptions } from '../../../middleware/authentication/password-gate.js';

const COST = 4;
const SALT = bcrypt.genSaltSync(COST);
const hashOf = (password: string): string => bcrypt.hashSync(password, SALT);

/** Makes a gate with the real bcrypt, which is observed. If `held` is true, bcrypt waits until `open` is called. */
function watched(options: Partial<PasswordGateOptions> = {}, held = false) {
  const salts: string[] = [];
  let open = (): void => undefined;
  const opened = held ? new Promise<void>((resolve) => (open = resolve)) : Promise.resolve();
  const gate = passwordGate({
    cost: COST,
    ...options,
    hash: async (password, salt) => {
      salts.push(salt);
      await opened;
      return bcrypt.hash(password, salt);
    },
  });
  return { gate, salts, open: () => open() };
}

const turns = async (): Promise<void> => {
  await new Promise(setImmediate);
};

describe('passwordGate', () => {
  const hashes = [hashOf('first'), hashOf('second')];

  for (const { name, password, stored, answer } of [
    { name: 'the first credential', password: 'first', stored: hashes, answer: 0 },
    { name: 'the second credential', password: 'second', stored: hashes, answer: 1 },
    { name: 'a wrong password', password: 'third', stored: hashes, answer: -1 },
    { name: 'an unknown user', password: 'first', stored: [], answer: -1 },
    { name: 'a password of 72 bytes', password: 'ä'.repeat(36), stored: [hashOf('ä'.repeat(36))], answer: 0 },
    { name: 'a password over 72 bytes', password: 'x'.repeat(73), stored: [hashOf('x'.repeat(73))], answer: -1 },
    { name: 'a password with NUL', password: 'x\0y', stored: [hashOf('x\0y')], answer: -1 },
    {
      name: 'an over-long password where the empty one is right',
      password: 'x'.repeat(73),
      stored: [hashOf('')],
      answer: -1,
    },
    { name: 'an empty password', password: '', stored: [hashOf('')], answer: 0 },
  ]) {
    it(`answers ${answer} to ${name}, for one hash of the same cost`, async () => {
      const { gate, salts } = watched();
      assert.equal(await gate.check({ userName: 'ada', password, hashes: stored }), answer);
      assert.deepEqual(
        salts.map((salt) => salt.slice(0, 7)),
        ['$2b$04$'],
      );
    });
  }

  describe('with a password that is not in its normal form', () => {
    const [composed, decomposed] = ['p\u00e4ss', 'pa\u0308ss'];
    for (const { name, stored, answer, cost } of [
      {
        name: 'takes it for the hash of its normal form, for one hash',
        stored: [hashOf(composed)],
        answer: 0,
        cost: 1,
      },
      {
        name: 'takes it for a hash that is older than that, for two',
        stored: [hashOf(decomposed)],
        answer: 0,
        cost: 2,
      },
      { name: 'refuses it for other hashes, for two', stored: hashes, answer: -1, cost: 2 },
      { name: 'refuses it for an unknown user, for two', stored: [], answer: -1, cost: 2 },
    ]) {
      it(name, async () => {
        const { gate, salts } = watched();
        assert.equal(await gate.check({ userName: 'ada', password: decomposed, hashes: stored }), answer);
        assert.equal(salts.length, cost);
      });
    }
  });

  it('pays the production cost for an unknown user', async () => {
    const { gate, salts } = watched({ cost: 5 });
    await gate.check({ userName: 'x', password: 'x', hashes: [] });
    assert.match(String(salts[0]), /^\$2b\$05\$/);
  });

  it('hashes once for each distinct salt', async () => {
    const { gate, salts } = watched();
    const other = bcrypt.hashSync('other', bcrypt.genSaltSync(COST));
    assert.equal(await gate.check({ userName: 'ada', password: 'other', hashes: [...hashes, other] }), 2);
    assert.equal(salts.length, 2);
  });

  it('shares one hash among equal attempts at the same time', async () => {
    const { gate, salts } = watched({ queueLimit: 0, concurrency: 1 });
    const attempts = Array.from({ length: 16 }, () => gate.check({ userName: 'ada', password: 'second', hashes }));
    assert.deepEqual(new Set(await Promise.all(attempts)), new Set([1]));
    assert.equal(salts.length, 1);
  });

  it('does not share across users', async () => {
    const { gate, salts } = watched();
    await Promise.all(['a', 'b'].map((userName) => gate.check({ userName, password: 'x', hashes: [] })));
    assert.equal(salts.length, 2);
  });

  it('runs as many as allowed, queues as many as allowed and is busy past that', async () => {
    const { gate, open } = watched({ concurrency: 2, queueLimit: 3 }, true);
    const check = (userName: string) => gate.check({ userName, password: 'first', hashes });
    const accepted = ['a', 'b', 'c', 'd', 'e'].map(check);
    await turns();
    assert.deepEqual([gate.running, gate.waiting], [2, 3]);
    assert.equal(await check('f'), 'busy');
    open();
    assert.deepEqual(await Promise.all(accepted), [0, 0, 0, 0, 0]);
    assert.deepEqual([gate.running, gate.waiting], [0, 0]);
  });

  it('lets no one name fill the queue', async () => {
    const { gate, open } = watched({ concurrency: 1, queueLimit: 8 }, true);
    const check = (userName: string, password: string) => gate.check({ userName, password, hashes });
    const accepted = [check('ada', 'w0'), check('ada', 'w1'), check('ada', 'w2')];
    assert.equal(await check('ada', 'w3'), 'busy');
    accepted.push(check('grace', 'first'));
    await turns();
    assert.deepEqual([gate.running, gate.waiting], [1, 3]);
    open();
    assert.deepEqual(await Promise.all(accepted), [-1, -1, -1, 0]);
  });

  describe('with lanes', () => {
    const FAMILIAR = { standing: 'familiar', owner: 'f' } as const;
    const UNSUSPECTED = { standing: 'unsuspected', owner: 'u' } as const;

    it('checks the familiar first, then the unsuspected, then the rest', async () => {
      const { gate, open } = watched({ concurrency: 1 }, true);
      const order: string[] = [];
      const check = (userName: string, lane?: Lane) =>
        gate.check({ userName, password: 'first', hashes, lane }).then(() => order.push(userName));
      const all = [
        check('running'),
        check('rest'),
        check('unsuspected', UNSUSPECTED),
        check('familiar', FAMILIAR),
        check('second rest'),
        check('second familiar', FAMILIAR),
      ];
      await turns();
      open();
      await Promise.all(all);
      assert.deepEqual(order, ['running', 'familiar', 'second familiar', 'unsuspected', 'rest', 'second rest']);
    });

    it('has room in a lane though the queue is full, for each owner apart', async () => {
      const { gate, open } = watched({ concurrency: 1, queueLimit: 0, queueLimitAhead: 3 }, true);
      const check = (userName: string, lane?: Lane) => gate.check({ userName, password: 'first', hashes, lane });
      const accepted = [check('running'), check('a', FAMILIAR), check('b', FAMILIAR), check('c', UNSUSPECTED)];
      await turns();
      assert.equal(await check('d'), 'busy');
      assert.equal(await check('d', FAMILIAR), 'busy');
      accepted.push(check('d', { ...FAMILIAR, owner: 'other' }));
      await turns();
      assert.equal(await check('e', { ...FAMILIAR, owner: 'third' }), 'busy');
      open();
      assert.deepEqual(await Promise.all(accepted), [0, 0, 0, 0, 0]);
    });

    it('lets an attempt whose lane is full wait among the rest', async () => {
      const { gate, open } = watched({ concurrency: 1, queueLimit: 1, queueLimitAhead: 0 }, true);
      const first = gate.check({ userName: 'a', password: 'first', hashes });
      const second = gate.check({ userName: 'b', password: 'first', hashes, lane: UNSUSPECTED });
      await turns();
      assert.equal(gate.waiting, 1);
      open();
      assert.deepEqual(await Promise.all([first, second]), [0, 0]);
    });
  });

  it('goes on after a hash has failed', async () => {
    const { gate } = watched({ concurrency: 1 });
    await assert.rejects(gate.check({ userName: 'a', password: 'x', hashes: ['not a hash'] }), /salt/);
    assert.equal(await gate.check({ userName: 'a', password: 'first', hashes }), 0);
  });

  it('answers busy after its limit to what is under way and to what waits, and goes on when it can', async () => {
    const { gate, salts, open } = watched({ concurrency: 1, limitMs: 20 }, true);
    const check = (userName: string) => gate.check({ userName, password: 'first', hashes });
    assert.deepEqual(await Promise.all([check('ada'), check('alan')]), ['busy', 'busy']);
    assert.deepEqual([gate.running, gate.waiting, salts.length], [1, 0, 1]);
    open();
    await waitUntil('the end', () => gate.running === 0);
    assert.equal(await check('grace'), 0);
  });

  it('drops what waits when its client is gone', async () => {
    const { gate, salts, open } = watched({ concurrency: 1 }, true);
    const first = gate.check({ userName: 'a', password: 'first', hashes });
    const hangUp = new AbortController();
    const dropped = gate.check({ userName: 'b', password: 'first', hashes, signal: hangUp.signal });
    await turns();
    hangUp.abort();
    await assert.rejects(dropped, { name: 'AbortError' });
    assert.equal(gate.waiting, 0);
    open();
    await first;
    assert.equal(salts.length, 1);
  });

  it('keeps what waits while one of those who share it is there', async () => {
    const { gate, open } = watched({ concurrency: 1 }, true);
    const first = gate.check({ userName: 'a', password: 'first', hashes });
    const hangUp = new AbortController();
    const gone = gate.check({ userName: 'b', password: 'first', hashes, signal: hangUp.signal });
    const there = gate.check({ userName: 'b', password: 'first', hashes });
    await turns();
    hangUp.abort();
    await assert.rejects(gone);
    open();
    assert.deepEqual(await Promise.all([first, there]), [0, 0]);
  });

  it('answers work already begun though its client is gone, so that it can be counted', async () => {
    const { gate, open } = watched({ concurrency: 1 }, true);
    const hangUp = new AbortController();
    const begun = gate.check({ userName: 'a', password: 'wrong', hashes, signal: hangUp.signal });
    await turns();
    hangUp.abort();
    open();
    assert.equal(await begun, -1);
  });

  it('does not begin for a client who is gone already', async () => {
    const { gate, salts } = watched();
    await assert.rejects(gate.check({ userName: 'a', password: 'x', hashes, signal: AbortSignal.abort() }));
    assert.equal(salts.length, 0);
  });
});
