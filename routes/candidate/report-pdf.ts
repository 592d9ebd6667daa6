import { type RequestHandler } from 'express';
import { answerUnknown } from './answer-state.js';
import { reportContent } from './report-content.js';
import { reportFileName } from './report-file-name.js';
import { reportMessage } from './report-message.js';
import { reportOfLink } from './report-of-link.js';
import { reportPage } from './report-page.js';
import { type ReportShowParts } from './report-show.js';
import { reportUnfinished } from './report-unfinished.js';

export interface ReportPdfParts extends ReportShowParts {
  /** Prints a page that loads nothing, until it is done or the signal aborts; absent where there is nothing to print with. */
  printPdf?: ((html: string, signal: AbortSignal) => Promise<Buffer | 'busy' | 'failed'>) | undefined;
  /** The stylesheet's text. */
  style: string;
}

const RETRY_AFTER_SECONDS = 5;

/** The report as a PDF: 501 where there is nothing to print with, 503 when it can't be had just now. */
export function reportPdf({ printPdf, style, ...parts }: ReportPdfParts): RequestHandler {
  const { db, now, assets } = parts;
  // Within the page: it is printed in a place from where nothing can be loaded.
  const stylesheets = [`data:text/css;base64,${Buffer.from(style).toString('base64')}`];
  return async function reportPdf(req, res) {
    const visit = await reportOfLink(db, req.query, now());
    if (!visit) return answerUnknown(req, res, parts);
    if (visit.status !== 'completed') return reportUnfinished(res, visit, assets);
    const { languageId } = visit;
    const say = { languageId, visit, toReport: true, assets };
    if (!printPdf) return void res.status(501).type('html').send(reportMessage('noPdf', say));
    const gone = new AbortController();
    res.once('close', () => gone.abort());
    const content = reportContent(visit, languageId);
    const printed = await printPdf(reportPage({ content, languageId, stylesheets }), gone.signal);
    if (res.destroyed) return;
    if (typeof printed === 'string') {
      res.status(503).set('Retry-After', String(RETRY_AFTER_SECONDS)).type('html').send(reportMessage('pdfLater', say));
      return;
    }
    res.attachment(reportFileName(content.reportName, content.candidate)).type('pdf').send(printed);
  };
}
