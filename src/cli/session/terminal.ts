/** Everything that the process gives the command line, except the database. */
export interface Terminal {
  env: Record<string, string | undefined>;
  stdin: AsyncIterable<Uint8Array | string> & { isTTY?: boolean };
  /** Standard output. */
  write: (text: string) => void;
  /** Standard error. */
  writeError: (text: string) => void;
  /** Whether standard error is a screen, where a progress bar can be drawn. */
  hasScreen: boolean;
  /** Asks a person without showing the typed text; undefined if the person gave up. */
  askPassword: (message: string) => Promise<string | undefined>;
  /**
   * Resolves with the name of the signal when the process is asked to end. After this call such a signal no longer ends
   * the process at once.
   */
  untilStopped: () => Promise<string>;
  /** Ends the process at once with that code, even if something is still open. */
  endProcess: (code: number) => void;
  /** The instant now, ms. */
  now: () => number;
  randomBytes: (size: number) => Buffer;
  newRequestId: () => string;
  /** The name of the person at the keyboard, for the audit log. */
  osUser: string;
}
