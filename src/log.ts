import { type DestinationStream, pino, type Logger } from 'pino';

// Whatever is logged by mistake, these never get out.
const SECRETS = ['authorization', 'password', 'passwordHash', 'auth', 'fields', 'answers'];

// One write(2) a line took 5 % of a request: lines are written together, at this size or this often, and at the exit.
const BUFFER_BYTES = 4_096;
const FLUSH_EVERY_MS = 200;
// Of Node's ten, the libraries between a statement and the operation that made it take all.
const STACK_FRAMES = 40;

/**
 * The program's log: one JSON object a line, on stdout if not told otherwise. Errors of the process get longer stacks
 * by it.
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
