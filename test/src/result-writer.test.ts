import assert from 'node:assert/strict';
import { type FinishedAttempt } from '../../db/finish-notifications.js';
import { resultWriter } from '../../src/result-writer.js';

const attempt = (notificationId: string) => ({ notificationId }) as FinishedAttempt;
const log = { warn() {} };

describe('resultWriter', () => {
  it('writes the first at once and all that gathered meanwhile together', async () => {
    const batches: string[][] = [];
    const ends: (() => void)[] = [];
    const finish = (attempts: FinishedAttempt[]) => {
      batches.push(attempts.map((one) => one.notificationId));
      return new Promise<void>((resolve) => ends.push(resolve));
    };
    const results = resultWriter({ finish, log, pauseMs: 1 });
    const written = ['1', '2', '3'].map((id) => results.add(attempt(id)));
    ends[0]!();
    await written[0];
    await new Promise((resolve) => setImmediate(resolve));
    ends[1]!();
    await Promise.all(written);
    assert.deepEqual(batches, [['1'], ['2', '3']]);
  });

  it('tries again until the database is back, and loses nothing', async () => {
    let calls = 0;
    const kept: string[] = [];
    const finish = async (attempts: FinishedAttempt[]) => {
      calls += 1;
      if (calls < 3) throw new Error('away');
      kept.push(...attempts.map((one) => one.notificationId));
    };
    const results = resultWriter({ finish, log, pauseMs: 1 });
    const written = results.add(attempt('1'));
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(results.behind(), true);
    await written;
    assert.deepEqual([calls, kept, results.behind()], [3, ['1'], false]);
  });

  it('gives up a failing write when told to, so that the process can end', async () => {
    const results = resultWriter({ finish: () => Promise.reject(new Error('away')), log, pauseMs: 1 });
    results.giveUp();
    await results.add(attempt('1'));
  });
});
