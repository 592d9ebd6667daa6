import { type DestinationStream, pino, type Logger } from 'pino';

// These are masked, even when somebody logs them by mistake.
const SECRETS = ['authorization', 'password', 'passwordHash', 'auth', 'not_headers', 'fields', 'answers'];

// One write(2) for each line took 5 % of a request. Lines are written together: at this size, at this interval, and at
// the exit.
const BUFFER_BYTES = 4_096;
const FLUSH_EVERY_MS = 200;
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

function bufferedStdout(): DestinationStream {
  const destination = pino.destination({ dest: 1, sync: false, minLength: BUFFER_BYTES });
  setInterval(() => destination.flush(), FLUSH_EVERY_MS).unref();
  return destination;
}
