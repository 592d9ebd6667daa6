import { type Socket } from 'node:net';

const CONTINUE = /^HTTP\/1\.[01] 100[ \r]/;
const SHORTEST = 'HTTP/1.1 100 '.length;
const END = '\r\n\r\n';
/** The limit for the headers of a response. The parser gets anything longer, and treats it as a fault. */
const MAX_HELD = 16_384;

/**
 * Takes `100 Continue` out of what the socket reads at the beginning of a response. A server may send it unasked (RFC
 * 9110, section 15.2: "a client MUST be able to parse" it). undici breaks the connection off on this one status
 * (https://github.com/nodejs/undici/issues/197, open and "wontfix"). The test tells when this function can go. Every
 * write begins a request, so the next read begins a response. This is right only without pipelining.
 */
export function skipContinue(socket: Socket): void {
  const read = socket.read.bind(socket) as () => Buffer | null;
  const write = socket.write.bind(socket) as (...args: unknown[]) => boolean;
  let atBeginning = false;
  let held: Buffer | undefined;

  socket.write = (...args: unknown[]): boolean => {
    atBeginning = true;
    return write(...args);
  };

  socket.read = (): Buffer | null => {
    for (;;) {
      const chunk = read();
      if (chunk === null || !atBeginning) return chunk;
      const bytes: Buffer = held ? Buffer.concat([held, chunk]) : chunk;
      held = undefined;
      const rest = withoutContinue(bytes);
      if (rest === undefined) {
        held = bytes;
      } else if (rest.length > 0) {
        if (couldBeContinue(rest)) {
          held = rest;
        } else {
          atBeginning = false;
          return rest;
        }
      }
    }
  };
}

/** Gives the bytes after the leading 100 responses; undefined while one of them is incomplete. */
function withoutContinue(bytes: Buffer): Buffer | undefined {
  let rest = bytes;
  while (CONTINUE.test(rest.toString('latin1', 0, SHORTEST))) {
    const end = rest.indexOf(END);
    if (end < 0) return rest.length > MAX_HELD ? rest : undefined;
    rest = rest.subarray(end + END.length);
  }
  return rest;
}

function couldBeContinue(bytes: Buffer): boolean {
  const start = bytes.toString('latin1', 0, SHORTEST);
  return start.length < SHORTEST && ['HTTP/1.1 100 ', 'HTTP/1.0 100 '].some((whole) => whole.startsWith(start));
}
