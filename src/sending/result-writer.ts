import { type Logger } from 'pino';
import { setImmediate as endOfTurn, setTimeout as pause } from 'node:timers/promises';
import { type FinishedAttempt } from '../../db/notifications/finish-notifications.js';
import { bell } from './bell.js';
import { within } from '../within.js';

const PAUSE_AFTER_FAULT_MS = 500;
// Nobody waits for these results. A write for each of them would make up half of the notifier's statements.
const GATHER_MS = 25;
const GATHERED_AT_MOST = 100;
// A hundred results are about a hundred statements, and each has a limit of its own.
const WRITE_MS = 60_000;
// A lease is 20 s longer than an attempt.
const SLOW_MS = 5_000;
// After this many lost results in a row the fault is not in single rows. If the writer went on, all would be sent
// several times.
const LOST_IN_A_ROW = 3;

export interface ResultWriterParts {
  finish(attempts: FinishedAttempt[]): Promise<void>;
  /** Whether a write that failed with this error may succeed later, because the database is away or busy. */
  mayPass(error: unknown): boolean;
  log: Pick<Logger, 'warn' | 'error'>;
  /** The pause between a write that failed and its next try, ms. */
  pauseMs?: number;
  /** How long a write may take until it counts as failed, ms. */
  writeMs?: number;
  /** A write that takes longer than this makes the notifier stop claiming, ms. */
  slowMs?: number;
}

/**
 * Writes results in their order. Results that come within 25 ms, or during the previous write, are written together.
 * While the database is away, results wait here and keep their slots. So nothing is sent whose result would have no
 * place.
 */
export function resultWriter(parts: ResultWriterParts) {
  const { finish, mayPass, log } = parts;
  const { pauseMs = PAUSE_AFTER_FAULT_MS, writeMs = WRITE_MS, slowMs = SLOW_MS } = parts;
  let gathered: { attempt: FinishedAttempt; written: () => void }[] = [];
  let writing: Promise<void> | undefined;
  let giveUp = false;
  let failing = false;
  let begunAt: number | undefined;
  let lost = 0;
  const hurry = bell();

  async function write(): Promise<void> {
    while (gathered.length > 0) {
      if (!giveUp) await hurry.wait(GATHER_MS);
      // The other responses are read in the next turn. A driver that never leaves this turn would write each result
      // alone.
      await endOfTurn();
      const batch = gathered;
      gathered = [];
      await writeBatch(batch.map(({ attempt }) => attempt));
      for (const { written } of batch) written();
    }
    writing = undefined;
  }

  async function writeBatch(attempts: FinishedAttempt[]): Promise<void> {
    for (;;) {
      try {
        await finishInTime(attempts);
        failing = false;
        lost = 0;
        return;
      } catch (error) {
        if (!(error instanceof LateWrite) && !mayPass(error) && (await writeApart(attempts, error))) return;
        failing = true;
        log.warn({ err: error }, 'could not record notification attempts, will be tried again');
        // Without a record the notifications are sent again when their lease has run out. "At least once" allows that.
        if (giveUp) return;
        await pause(pauseMs);
      }
    }
  }

  /** A late write that still succeeds does no harm. Each result is recorded once, however often it is written. */
  async function finishInTime(attempts: FinishedAttempt[]): Promise<void> {
    begunAt = performance.now();
    try {
      await within(writeMs, finish(attempts), () => new LateWrite(`not written within ${writeMs / 1000} s`));
    } finally {
      begunAt = undefined;
    }
  }

  /**
   * Writes the results one by one, so that a result which the database refuses does not block the others. Answers false
   * if the database refuses too many in a row.
   */
  async function writeApart(attempts: FinishedAttempt[], error: unknown): Promise<boolean> {
    if (attempts.length > 1) {
      for (const attempt of attempts) await writeBatch([attempt]);
      return true;
    }
    if (lost === LOST_IN_A_ROW) return false;
    lost += 1;
    failing = false;
    // Its lease will run out. After five claims without a record it is parked.
    log.error(
      { err: error, notification_id: attempts[0]?.notificationId },
      'a notification attempt cannot be recorded',
    );
    return true;
  }

  return {
    /** Resolves when the attempt is recorded. `soon` means that somebody waits for that. */
    add(attempt: FinishedAttempt, { soon }: { soon: boolean }): Promise<void> {
      return new Promise((written) => {
        gathered.push({ attempt, written });
        if (soon || gathered.length >= GATHERED_AT_MOST) hurry.ring();
        writing ??= write();
      });
    },
    /**
     * Whether the last write failed or takes long. Then a claim may take notifications that were already sent.
     */
    behind: () => failing || (begunAt !== undefined && performance.now() - begunAt > slowMs),
    /** From now on the writer waits for nothing, and does not repeat a write that fails. */
    giveUp(): void {
      giveUp = true;
      hurry.ring();
    },
  };
}

class LateWrite extends Error {}
