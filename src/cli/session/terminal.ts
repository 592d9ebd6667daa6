import { type DestinationStream } from 'pino';

/** Everything that the process gives the command line, except the database. */
export interface Terminal {
  env: Record<string, string | undefined>;
  stdin: AsyncIterable<Uint8Array | string> & { isTTY?: boolean; destroy?: () => unknown };
  /** How long standard input, a file or a person may keep silent, ms. */
  inputMs: number;
  /** Standard output. */
  write: (text: string) => void;
  /** Standard error. */
  writeError: (text: string) => void;
  /** Whether standard error is a screen, where a progress bar can be drawn. */
  hasScreen: boolean;
  /** Asks a person without showing the typed text; undefined if the person gave up or the signal aborted. */
  askPassword: (message: string, signal: AbortSignal) => Promise<string | undefined>;
  /**
   * Resolves with the name of the signal when the process is asked to end. After this call such a signal no longer ends
   * the process at once.
   */
  untilStopped: () => Promise<string>;
  /** Opens standard output for a log. Unlike `write`, it does not stop the process while nobody reads. */
  openLog: () => Promise<DestinationStream>;
  /** Ends the process at once by a signal, even if something is still open. */
  endProcess: () => void;
  /** The instant now, ms. */
  now: () => number;
  randomBytes: (size: number) => Buffer;
  newRequestId: () => string;
  /** The name of the person at the keyboard, for the audit log. */
  osUser: string;
}
