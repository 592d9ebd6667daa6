import { type DestinationStream, pino, type Logger } from 'pino';

// These are masked, even when somebody logs them by mistake.
const SECRETS = ['authorization', 'password', 'passwordHash', 'auth', 'not_headers', 'fields', 'answers'];

// One write(2) for each line took 5 % of a request. Lines are written together: at this size, at the latest after this
// time, and at the exit.
const BUFFER_BYTES = 4_096;
const FLUSH_WITHIN_MS = 200;
// While nobody reads, lines wait here. Without a limit they would take all memory.
const WAITING_BYTES = 16 * 1024 * 1024;
// Node keeps ten frames. The libraries between a statement and its operation take all of them.
const STACK_FRAMES = 40;

/**
 * The program's log: one JSON object a line, on stdout by default. It also makes the stacks of all errors in the
 * process longer.
 */
export function createLog(level: string, destination: DestinationStream = bufferedStdout()): Logger {
  Error.stackTraceLimit = STACK_FRAMES;
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: SECRETS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '***' },
    },
    destination,
  );
}

type Destination = ReturnType<typeof pino.destination>;

/**
 * Opens standard output for a log, or another file descriptor. If its reader does not read, 16 MiB of lines wait. The
 * lines after these are dropped, and a line says how many they were as soon as there is room for it.
 */
export function bufferedStdout({ dest = 1, waitingBytes = WAITING_BYTES } = {}): Destination {
  const destination = pino.destination({ dest, sync: false, minLength: BUFFER_BYTES, maxLength: waitingBytes });
  flushWhenWritten(destination);
  let dropped = 0;
  destination.on('drop', () => (dropped += 1));
  destination.on('drain', () => {
    if (dropped === 0) return;
    const msg = `${dropped} lines of this log were dropped, because nobody read them`;
    dropped = 0;
    destination.write(`${JSON.stringify({ level: 40, time: new Date().toISOString(), msg })}\n`);
  });
  return destination;
}

/** Flushes a while after a line. A timer that always ran would be a good part of what an idle process takes. */
function flushWhenWritten(destination: Destination): void {
  const write = destination.write.bind(destination);
  let flushing: NodeJS.Timeout | undefined;
  destination.write = (line) => {
    flushing ??= setTimeout(() => {
      flushing = undefined;
      destination.flush();
    }, FLUSH_WITHIN_MS).unref();
    return write(line);
  };
  destination.once('close', () => clearTimeout(flushing));
}
