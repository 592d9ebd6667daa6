import { type RequestHandler, Router } from 'express';
import { isPassing } from '../is-passing.js';
import { notAllowed } from '../not-allowed.js';
import { pageErrors, type PageErrorsParts } from '../page-errors.js';
import { pageSecurity } from '../page-security.js';
import { reportMessage } from './report-message.js';
import { reportPdf, type ReportPdfParts } from './report-pdf.js';
import { reportShow } from './report-show.js';
import { visitorLanguage } from '../state-page.js';

/** The parts of the rest of the program that the pages need. */
export interface ReportPagesParts extends ReportPdfParts, Pick<PageErrorsParts, 'log' | 'requestIdOf'> {
  /** Gives a request the name of its operation, for log and metrics. */
  nameOperation(operation: string): RequestHandler;
}

/** The folder in the links that we give out, and the one in links that were given out before. */
const FOLDERS = ['/app_link', '/rep_link'];
const placesOf = (file: string): string[] => FOLDERS.map((folder) => `${folder}/${file}`);

/**
 * Serves the report at the contract's link (section 6), as a page and as a PDF. Visitors need no user, because the link
 * is the key.
 */
export function reportPages(parts: ReportPagesParts): Router {
  const { db, assets, log, nameOperation, requestIdOf, printPdf } = parts;
  const router = Router({ caseSensitive: true, strict: true });
  const [page, pdf] = [placesOf('rep_link.html'), placesOf('report.pdf')];
  router
    .route(page)
    .all(nameOperation('report_page'), pageSecurity())
    .get(reportShow(parts, { withPdf: printPdf !== undefined }))
    .all(notAllowed('GET, HEAD'));
  router.route(pdf).all(nameOperation('report_pdf'), pageSecurity()).get(reportPdf(parts)).all(notAllowed('GET, HEAD'));
  router.use(
    [...page, ...pdf],
    pageErrors({
      log,
      requestIdOf,
      isPassing: (error) => isPassing(db, error),
      pageOf: (fault, req) => reportMessage(fault, { languageId: visitorLanguage(req), assets }),
    }),
  );
  return router;
}
