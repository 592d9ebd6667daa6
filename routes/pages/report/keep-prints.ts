import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { type Printed, type PrintRequest } from './print-once.js';

const MAX_BYTES = 32 * 1024 * 1024;
const KEPT_MS = 60 * 60 * 1000;

/** A page that is to be printed. */
export type KeptPrintRequest = Omit<PrintRequest, 'version' | 'html'> & { html: string };

export interface KeepPrintsParts {
  print(request: PrintRequest): Promise<Printed>;
  /** The current instant, ms. */
  now(): number;
}

/**
 * Keeps what was printed for an hour, in 32 MiB of memory, so that a visitor who asks again and again costs one print.
 * A print is found only by the report's token together with the whole page, so it is never that of another link,
 * another language, or an older state. Only PDFs are kept, and not that there was none.
 */
export function keepPrints({ print, now }: KeepPrintsParts): (request: KeptPrintRequest) => Promise<Printed> {
  const kept = new LRUCache<string, Buffer>({
    maxSize: MAX_BYTES,
    sizeCalculation: ({ length }) => Math.max(1, length),
    ttl: KEPT_MS,
    ttlResolution: 0,
    perf: { now },
  });
  return async function keptPrint({ place, html, signal }) {
    const version = createHash('sha256').update(html).digest('base64url');
    const key = JSON.stringify([place, version]);
    const found = kept.get(key);
    if (found) return found;
    const printed = await print({ place, version, html: () => html, signal });
    if (Buffer.isBuffer(printed)) kept.set(key, printed);
    return printed;
  };
}
