import { type Logger } from 'pino';
import { setImmediate as endOfTurn, setTimeout as pause } from 'node:timers/promises';
import { type FinishedAttempt } from '../db/finish-notifications.js';
import { bell } from './bell.js';

const PAUSE_AFTER_FAULT_MS = 500;
// Nobody waits for these: a write each would be half of the notifier's statements.
const GATHER_MS = 25;
const GATHERED_AT_MOST = 100;
// More than that are no accident of single rows: then sending on would only send everything several times.
const LOST_IN_A_ROW = 3;

export interface ResultWriterParts {
  finish(attempts: FinishedAttempt[]): Promise<void>;
  /** Whether what failed with this may succeed when it is tried again: the database is away or busy. */
  mayPass(error: unknown): boolean;
  log: Pick<Logger, 'warn' | 'error'>;
  /** Between a write that failed and its next try. */
  pauseMs?: number;
}

/**
 * Writes results in the order they come, together with what gathers within 25 ms, or for as long as the write before goes on.
 * While the database is away they wait here, and with them their slots, so that nothing more is sent than can be remembered.
 */
export function resultWriter({ finish, mayPass, log, pauseMs = PAUSE_AFTER_FAULT_MS }: ResultWriterParts) {
  let gathered: { attempt: FinishedAttempt; written: () => void }[] = [];
  let writing: Promise<void> | undefined;
  let giveUp = false;
  let failing = false;
  let lost = 0;
  const hurry = bell();

  async function write(): Promise<void> {
    while (gathered.length > 0) {
      if (!giveUp) await hurry.wait(GATHER_MS);
      // A driver that never leaves this turn would else write each alone: the other responses are read in the next.
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
        await finish(attempts);
        failing = false;
        lost = 0;
        return;
      } catch (error) {
        if (!mayPass(error) && (await writeApart(attempts, error))) return;
        failing = true;
        log.warn({ err: error }, 'could not record notification attempts, will be tried again');
        // Unrecorded they are sent once more when their lease has run out: at least once, as promised.
        if (giveUp) return;
        await pause(pauseMs);
      }
    }
  }

  /** So that what the database will never take does not keep the others from it; false when it takes nothing at all. */
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
    /** Resolves when the attempt is recorded. `soon`: somebody waits for that. */
    add(attempt: FinishedAttempt, { soon }: { soon: boolean }): Promise<void> {
      return new Promise((written) => {
        gathered.push({ attempt, written });
        if (soon || gathered.length >= GATHERED_AT_MOST) hurry.ring();
        writing ??= write();
      });
    },
    /** Whether the last write failed: what was sent long ago may then still look unsent to a claim. */
    behind: () => failing,
    /** From now on nothing is waited for, and a write that fails is not tried again. */
    giveUp(): void {
      giveUp = true;
      hurry.ring();
    },
  };
}
