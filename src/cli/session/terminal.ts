/** What the process gives the command line: the world apart from the database. */
export interface Terminal {
  env: Record<string, string | undefined>;
  stdin: AsyncIterable<Uint8Array | string> & { isTTY?: boolean };
  /** Standard output. */
  write: (text: string) => void;
  /** Standard error. */
  writeError: (text: string) => void;
  /** Whether standard error is a screen, where a progress bar can be drawn. */
  hasScreen: boolean;
  /** Asks a person without showing what is typed; undefined when they gave up. */
  askPassword: (message: string) => Promise<string | undefined>;
  /**
   * Resolves with the name of the signal when the process is asked to end; from the call on that no longer ends it at
   * once.
   */
  untilStopped: () => Promise<string>;
  /** Ends the process at once with that code, whatever is still open. */
  endProcess: (code: number) => void;
  /** The instant, ms. */
  now: () => number;
  randomBytes: (size: number) => Buffer;
  newRequestId: () => string;
  /** Who is at the keyboard, for the audit log. */
  osUser: string;
}
