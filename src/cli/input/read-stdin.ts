import { refused } from '../output/refused.js';
import { type Terminal } from '../session/terminal.js';
import { decodeText } from './decode-text.js';

/**
 * Reads standard input as UTF-8, to its end or (`line`) to the end of its first line. A byte order mark at the
 * beginning and one line ending at the end are removed.
 */
export async function readStdin(
  { stdin }: Terminal,
  { line, maxBytes }: { line: boolean; maxBytes: number },
): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stdin) {
    const bytes = Buffer.from(chunk as Uint8Array);
    size += bytes.length;
    if (size > maxBytes) throw refused(`Standard input has more than the ${maxBytes} bytes that are read.`);
    chunks.push(bytes);
    if (line && bytes.includes('\n')) break;
  }
  const text = decodeText(Buffer.concat(chunks), 'Standard input');
  return (line ? text.replace(/\n[^]*/, '\n') : text).replace(/\r?\n$/, '');
}
