import { type Logger } from 'pino';
import { describeIsolation, findIsolation } from './isolation.js';
import { printPdf, type PrintPdf } from './print-pdf.js';

/** Makes the printer of a Chromium, and logs how far the system lets it be isolated. */
export async function startPrinter(program: string, log: Logger): Promise<PrintPdf> {
  const isolation = await findIsolation({ program });
  const { namespace, sandbox } = isolation;
  log[namespace && sandbox ? 'info' : 'warn']({ namespace, sandbox }, describeIsolation(isolation));
  return printPdf({ program, isolation, warn: (fields, message) => log.warn(fields, message) });
}
