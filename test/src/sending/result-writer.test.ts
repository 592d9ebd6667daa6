import assert from 'node:assert/strict';
import { type FinishedAttempt } from '../../../db/notifications/finish-notifications.js';
import { resultWriter, type ResultWriterParts } from '../../../src/sending/result-writer.js';

const attempt = (notificationId: string) => ({ notificationId }) as FinishedAttempt;
const SOON = { soon: true };
const LATER = { soon: false };
const turn = () => new Promise((resolve) => setImmediate(resolve));

const writer = (finish: (ids: string[]) => Promise<void>, more: Partial<ResultWriterParts> = {}) =>
  resultWriter({
    finish: (attempts) => finish(attempts.map((one) => one.notificationId)),
    mayPass: () => true,
    log: { warn() {}, error() {} },
    pauseMs: 1,
    ...more,
  });

describe('resultWriter', () => {
  it('writes together what gathers while nobody waits, in one turn, and during the write before', async () => {
    const batches: string[][] = [];
    const ends: (() => void)[] = [];
    const results = writer((ids) => {
      batches.push(ids);
      return new Promise<void>((resolve) => ends.push(resolve));
    });
    const written = [
      results.add(attempt('1'), LATER),
      results.add(attempt('2'), SOON),
      results.add(attempt('3'), SOON),
    ];
    while (ends.length < 1) await turn();
    written.push(results.add(attempt('4'), LATER), results.add(attempt('5'), LATER));
    ends[0]!();
    await written[0];
    while (ends.length < 2) await turn();
    ends[1]!();
    await Promise.all(written);
    assert.deepEqual(batches, [
      ['1', '2', '3'],
      ['4', '5'],
    ]);
  });

  it('writes by itself what nobody waits for', async () => {
    const batches: string[][] = [];
    await writer(async (ids) => void batches.push(ids)).add(attempt('1'), LATER);
    assert.deepEqual(batches, [['1']]);
  });

  it('tries again until the database is back, and loses nothing', async () => {
    let calls = 0;
    const kept: string[] = [];
    const results = writer(async (ids) => {
      calls += 1;
      if (calls < 3) throw new Error('away');
      kept.push(...ids);
    });
    const written = results.add(attempt('1'), SOON);
    while (calls < 1) await turn();
    assert.equal(results.behind(), true);
    await written;
    assert.deepEqual([calls, kept, results.behind()], [3, ['1'], false]);
  });

  it('leaves out what the database never takes, and writes what came with it and after it', async () => {
    const kept: string[] = [];
    const lost: unknown[] = [];
    const finish = async (ids: string[]) => {
      if (ids.includes('2')) throw new Error('cannot be');
      kept.push(...ids);
    };
    const log = { warn() {}, error: (what: unknown) => void lost.push(what) };
    const results = writer(finish, { mayPass: () => false, log });
    await Promise.all(['1', '2', '3'].map((id) => results.add(attempt(id), SOON)));
    await results.add(attempt('4'), SOON);
    assert.deepEqual([kept, results.behind()], [['1', '3', '4'], false]);
    assert.deepEqual(
      lost.map((one) => (one as { notification_id: string }).notification_id),
      ['2'],
    );
  });

  it('leaves out as many as there are while it can write others between them', async () => {
    const kept: string[] = [];
    const lost: string[] = [];
    const heldUp: unknown[] = [];
    const finish = async (ids: string[]) => {
      if (ids.includes('bad')) throw new Error('cannot be');
      kept.push(...ids);
    };
    const log = {
      error: (what: unknown) => void lost.push((what as { notification_id: string }).notification_id),
      warn: (what: unknown) => {
        heldUp.push(what);
        results.giveUp();
      },
    };
    const results = writer(finish, { mayPass: () => false, log });
    const ids = ['bad', '1', 'bad', '2', 'bad', '3', 'bad', '4'];
    for (const id of ids) await results.add(attempt(id), SOON);
    assert.deepEqual([kept, lost, heldUp], [['1', '2', '3', '4'], ['bad', 'bad', 'bad', 'bad'], []]);
  });

  it('holds on when the database takes nothing at all', async () => {
    let broken = true;
    const kept: string[] = [];
    const finish = async (ids: string[]) => {
      if (broken) throw new Error('cannot be');
      kept.push(...ids);
    };
    const results = writer(finish, { mayPass: () => false });
    const written = ['1', '2', '3', '4', '5'].map((id) => results.add(attempt(id), SOON));
    while (!results.behind()) await turn();
    broken = false;
    await Promise.all(written);
    assert.deepEqual(kept, ['4', '5']);
  });

  it('gives up a failing write when told to, so that the process can end', async () => {
    const results = writer(() => Promise.reject(new Error('away')));
    results.giveUp();
    await results.add(attempt('1'), LATER);
  });

  it('tries again what does not end, and asks that claims wait for what takes long', async () => {
    const calls: string[][] = [];
    const behind: boolean[] = [];
    const results = writer(
      async (ids) => {
        calls.push(ids);
        if (calls.length > 1) return;
        while (!results.behind()) await turn();
        behind.push(true);
        await new Promise(() => {});
      },
      { mayPass: () => false, slowMs: 1, writeMs: 30 },
    );
    await results.add(attempt('1'), SOON);
    assert.deepEqual([calls, behind, results.behind()], [[['1'], ['1']], [true], false]);
  });
});
