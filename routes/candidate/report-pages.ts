import { type RequestHandler, Router } from 'express';
import { dialectOf } from '../../db/dialect.js';
import { pageSecurity } from './page-security.js';
import { reportErrors, type ReportErrorsParts } from './report-errors.js';
import { reportPdf, type ReportPdfParts } from './report-pdf.js';
import { reportShow } from './report-show.js';

/** What the pages need of the rest of the program. */
export interface ReportPagesParts extends ReportPdfParts, Omit<ReportErrorsParts, 'isPassing'> {
  /** Says which operation a request is, for log and metrics. */
  named(operation: string): RequestHandler;
}

/** The report at the contract's link (section 6), as a page and as a PDF, for visitors who need no user: the link is the key. */
export function reportPages(parts: ReportPagesParts): Router {
  const { db, named, printPdf } = parts;
  const dialect = dialectOf(db);
  const router = Router({ caseSensitive: true, strict: true });
  router
    .route('/rep_link/rep_link.html')
    .all(named('report_page'), pageSecurity())
    .get(reportShow(parts, { withPdf: printPdf !== undefined }))
    .all(notAllowed);
  router.route('/rep_link/report.pdf').all(named('report_pdf'), pageSecurity()).get(reportPdf(parts)).all(notAllowed);
  const isPassing = (error: unknown): boolean => dialect.isUnavailable(error) || dialect.isRetryable(error);
  router.use('/rep_link', reportErrors({ ...parts, isPassing }));
  return router;
}

const notAllowed: RequestHandler = (_req, res) =>
  void res.status(405).set('Allow', 'GET, HEAD').type('text').send('Method not allowed');
