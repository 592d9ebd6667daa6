import { type RequestHandler, type Response } from 'express';
import { findLogo } from '../../../db/identity/identities.js';
import { brandStyle } from '../brand-style.js';
import { brandHead } from '../page-brand.js';
import { answerUnknown } from '../answer-unknown.js';
import { keepPrints } from './keep-prints.js';
import { type Print, printOnce } from './print-once.js';
import { type ReportContent, reportContent } from './content/report-content.js';
import { attachmentOf, reportFileName } from './report-file-name.js';
import { fontsInside, type PageFont } from '../fonts/page-fonts.js';
import { reportMessage } from './report-message.js';
import { reportOfLink } from './content/report-of-link.js';
import { reportPage } from './page/report-page.js';
import { runningHead } from './page/running-head.js';
import { type ReportShowParts } from './report-show.js';
import { reportUnfinished } from './report-unfinished.js';

export interface ReportPdfParts extends ReportShowParts {
  /**
   * Prints a page that loads nothing, until it is done or the signal aborts. It is absent if the program has no
   * printer.
   */
  printPdf?: Print | undefined;
  /** The text of the stylesheet. */
  style: string;
  /** The fonts that it names. */
  fonts: readonly PageFont[];
}

const RETRY_AFTER_SECONDS = 5;
// This is a second protection behind the escaping. If foreign content got into the page, it could run nothing and load
// nothing, not even a file.
const POLICY = "default-src 'none'; style-src data:; img-src data:; font-src data:";

/**
 * Serves the report as a PDF. It answers 501 without a printer and 503 when no PDF can be made at the moment. HEAD
 * prints nothing.
 */
export function reportPdf({ printPdf, style, fonts, ...parts }: ReportPdfParts): RequestHandler {
  const { db, now, assets } = parts;
  // The stylesheet is inside the page, because nothing can be loaded where the page is printed.
  const stylesheets = [asStylesheet(style)];
  const print = printPdf && keepPrints({ print: printOnce(printPdf), now });
  return async function reportPdf(req, res) {
    const visit = await reportOfLink(db, req.query, now());
    if (!visit) return answerUnknown(req, res, parts);
    if (visit.status !== 'completed') return reportUnfinished(res, visit, assets);
    const { languageId, application, full } = visit;
    const say = { languageId, visit, toReport: true, assets };
    if (!print) return void res.status(501).type('html').send(reportMessage('noPdf', say));
    const content = reportContent(visit, languageId);
    if (req.method === 'HEAD') return void asFile(res, content).end();
    const { identity } = visit;
    const logo = identity.logo && (await findLogo(db, identity.logo.hash));
    const colours = identity.colour === undefined ? [] : [brandStyle(identity.colour, { dark: false })];
    const pageWith = (more: string[]) =>
      reportPage({
        content,
        brand: brandHead(identity, assets, logo && asData(logo)),
        languageId,
        stylesheets: [...stylesheets, ...[...colours, runningHead(content, languageId), ...more].map(asStylesheet)],
        policy: POLICY,
      });
    const printed = await print({
      place: full ? application.repAccToken : application.repToken,
      html: pageWith([fontsInside(fonts, pageWith([]))]),
      signal: signalOf(res),
    });
    if (res.destroyed) return;
    if (Buffer.isBuffer(printed)) return void asFile(res, content).send(printed);
    res.status(503).set('Retry-After', String(RETRY_AFTER_SECONDS)).type('html').send(reportMessage('pdfLater', say));
  };
}

const asStylesheet = (text: string): string => asData({ type: 'text/css', content: Buffer.from(text) });

function asData({ type, content }: { type: string; content: Buffer }): string {
  return `data:${type};base64,${content.toString('base64')}`;
}

function asFile(res: Response, { reportName, candidate }: ReportContent): Response {
  return res.set('Content-Disposition', attachmentOf(reportFileName(reportName.text, candidate))).type('pdf');
}

/** Gives a signal that aborts when the client has gone or has its answer. */
function signalOf(res: Response): AbortSignal {
  const gone = new AbortController();
  res.once('close', () => gone.abort());
  return gone.signal;
}
