import { type Logger } from 'pino';
import { setTimeout as pause } from 'node:timers/promises';
import { type FinishedAttempt } from '../db/finish-notifications.js';

const PAUSE_AFTER_FAULT_MS = 500;

export interface ResultWriterParts {
  finish(attempts: FinishedAttempt[]): Promise<void>;
  log: Pick<Logger, 'warn'>;
  /** Between a write that failed and its next try. */
  pauseMs?: number;
}

/**
 * Writes results in the order they come, all that gathered during one write with the next. While the database is away they
 * wait here, and with them their slots, so that nothing more is sent than can be remembered.
 */
export function resultWriter({ finish, log, pauseMs = PAUSE_AFTER_FAULT_MS }: ResultWriterParts) {
  let gathered: { attempt: FinishedAttempt; written: () => void }[] = [];
  let writing: Promise<void> | undefined;
  let giveUp = false;
  let failing = false;

  async function write(): Promise<void> {
    while (gathered.length > 0) {
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
        return;
      } catch (error) {
        failing = true;
        log.warn({ err: error }, 'could not record notification attempts, will be tried again');
        // Unrecorded they are sent once more when their lease has run out: at least once, as promised.
        if (giveUp) return;
        await pause(pauseMs);
      }
    }
  }

  return {
    /** Resolves when the attempt is recorded. */
    add(attempt: FinishedAttempt): Promise<void> {
      return new Promise((written) => {
        gathered.push({ attempt, written });
        writing ??= write();
      });
    },
    /** Whether the last write failed: what was sent long ago may then still look unsent to a claim. */
    behind: () => failing,
    /** From now on a write that fails is not tried again. */
    giveUp(): void {
      giveUp = true;
    },
  };
}
