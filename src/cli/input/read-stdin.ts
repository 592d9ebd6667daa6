import { within } from '../../within.js';
import { refused } from '../output/refused.js';
import { type Terminal } from '../session/terminal.js';
import { decodeText } from './decode-text.js';

/**
 * Reads standard input as UTF-8, to its end or (`line`) to the end of its first line. A byte order mark at the
 * beginning and one line ending at the end are removed. Refuses an input that keeps silent for too long.
 */
export async function readStdin(
  { stdin, inputMs }: Terminal,
  { line, maxBytes }: { line: boolean; maxBytes: number },
): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of withLimit(stdin, inputMs)) {
    const bytes = Buffer.from(chunk as Uint8Array);
    size += bytes.length;
    if (size > maxBytes) throw refused(`Standard input has more than the ${maxBytes} bytes that are read.`);
    chunks.push(bytes);
    if (line && bytes.includes('\n')) break;
  }
  const text = decodeText(Buffer.concat(chunks), 'Standard input');
  return (line ? text.replace(/\n[^]*/, '\n') : text).replace(/\r?\n$/, '');
}

async function* withLimit(stdin: Terminal['stdin'], inputMs: number): AsyncGenerator<Uint8Array | string> {
  const chunks = stdin[Symbol.asyncIterator]();
  const late = () => refused(`Standard input has kept silent for ${inputMs / 1000} s; nothing was changed.`);
  try {
    for (;;) {
      const next = await within(inputMs, chunks.next(), late);
      if (next.done === true) return;
      yield next.value;
    }
  } finally {
    // An open input would keep the process alive.
    stdin.destroy?.();
  }
}
