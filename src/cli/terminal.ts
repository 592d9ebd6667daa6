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
  /** The instant, ms. */
  now: () => number;
  randomBytes: (size: number) => Buffer;
  newRequestId: () => string;
  /** Who is at the keyboard, for the audit log. */
  osUser: string;
}
