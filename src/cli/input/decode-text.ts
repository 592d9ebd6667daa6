import { isUtf8 } from 'node:buffer';
import { refused } from '../output/refused.js';

/**
 * Reads bytes as UTF-8. A byte order mark at the beginning is no part of the text. Refuses other bytes, with the line
 * in which they are; `what` names the source.
 */
export function decodeText(bytes: Uint8Array, what: string): string {
  if (isUtf8(bytes)) return new TextDecoder('utf-8').decode(bytes);
  const [first = 0, second = 0] = bytes;
  const isUtf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  const where = isUtf16 ? 'it is UTF-16' : `line ${lineOfFault(bytes)} is in another encoding`;
  throw refused(`${what} is not UTF-8 text: ${where}. Save it as UTF-8.`);
}

// No character of more than one byte has the byte of a line feed in it.
function lineOfFault(bytes: Uint8Array): number {
  for (let [line, start] = [1, 0]; ; line += 1) {
    const end = bytes.indexOf(LINE_FEED, start);
    if (end < 0 || !isUtf8(bytes.subarray(start, end))) return line;
    start = end + 1;
  }
}

const LINE_FEED = 0x0a;
