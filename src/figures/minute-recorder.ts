import { type Logger } from 'pino';
import { type GatewayMinute } from '../../db/figures/gateway-minutes.js';
import { type MinuteCounts, nothingCounted } from '../../engine/figures/minute-counts.js';
import { within } from '../within.js';

export interface MinuteRecorderParts {
  /** Gives what was counted since it was last called. */
  take(): MinuteCounts;
  /** Writes minutes. One that was written before gets its new values. */
  write(minutes: readonly GatewayMinute[]): Promise<void>;
  /** Writes the queues of the minute that begins then, unless another process has done so. */
  writeQueues(minuteAt: number): Promise<void>;
  now(): number;
  log: Pick<Logger, 'warn'>;
  /** How long a stop waits for the last write, ms. */
  stopWithinMs?: number;
}

const MINUTE_MS = 60_000;
// While the database is away. A longer time would show as a gap anyway, because the queues are not counted meanwhile.
const KEPT_AT_MOST = 10;
// A stop has 14 s in all, and the last part of a minute is worth less than a clean end.
const STOP_WITHIN_MS = 3_000;

/** Makes a row of each minute of a process, and keeps the rows until the database has them. It has no timer. */
export function minuteRecorder(parts: MinuteRecorderParts) {
  const { take, write, writeQueues, now, log, stopWithinMs = STOP_WITHIN_MS } = parts;
  let minuteAt = minuteOf(now());
  // The first row says at once that the process is there. The row of the whole minute replaces it.
  let waiting: GatewayMinute[] = [{ minuteAt, seenAt: now(), stopped: false, counts: nothingCounted() }];
  let writing: Promise<void> | undefined;
  let failing = false;

  function cut(seenAt: number, stopped: boolean): void {
    waiting = [...waiting.filter((one) => one.minuteAt !== minuteAt), { minuteAt, seenAt, stopped, counts: take() }];
    waiting = waiting.slice(-KEPT_AT_MOST);
  }

  async function writeAll(): Promise<void> {
    const batch = waiting;
    try {
      if (batch.length > 0) await write(batch);
      // A minute that ended meanwhile is not in the batch.
      waiting = waiting.filter((one) => !batch.includes(one));
      await writeQueues(minuteAt);
      failing = false;
    } catch (error) {
      if (!failing) log.warn({ err: error }, 'could not write the figures of a minute, will be tried again');
      failing = true;
    }
  }

  /** Writes what waits. Only one write is under way at a time. */
  const writeWaiting = (): Promise<void> => (writing ??= writeAll().finally(() => (writing = undefined)));

  return {
    /**
     * Ends the minute if its time is over, and answers whether that was so. When the clock has been set back, the
     * minute goes on until the clock is past it again, so no minute is counted twice.
     */
    endMinute(): boolean {
      const next = minuteOf(now());
      if (next <= minuteAt) return false;
      cut(minuteAt + MINUTE_MS, false);
      minuteAt = next;
      return true;
    },
    writeWaiting,
    /** Writes the part of the minute that has passed. */
    async stop(): Promise<void> {
      cut(now(), true);
      const last = Promise.resolve(writing).then(writeWaiting);
      await within(stopWithinMs, last, () => new Error('late')).catch(() => {
        log.warn('the figures of the last minute were not written in time');
      });
    },
  };
}

const minuteOf = (at: number): number => at - (at % MINUTE_MS);
