import { type RequestHandler } from 'express';
import { type Knex } from 'knex';
import { answerUnknown } from '../answer-unknown.js';
import { type PageAssets } from '../page-assets.js';
import { reportContent } from './content/report-content.js';
import { reportOfLink } from './content/report-of-link.js';
import { reportPage } from './page/report-page.js';
import { reportUnfinished } from './report-unfinished.js';
import { type GuessThrottle } from '../throttle-guesses.js';

export interface ReportShowParts {
  db: Knex;
  /** The current instant, ms. */
  now(): number;
  assets: PageAssets;
  guesses: GuessThrottle;
}

/**
 * Shows the report or says why there is none. A link that leads nowhere gets the same answer as for a questionnaire.
 */
export function reportShow(parts: ReportShowParts, { withPdf }: { withPdf: boolean }): RequestHandler {
  const { db, now, assets } = parts;
  return async function reportShow(req, res) {
    const visit = await reportOfLink(db, req.query, now());
    if (!visit) return answerUnknown(req, res, parts);
    if (visit.status !== 'completed') return reportUnfinished(res, visit, assets);
    const { languageId, content, hrefOf } = visit;
    const page = reportPage({
      content: reportContent(visit, languageId),
      languageId,
      languages: content.languages,
      hrefOf: (other) => hrefOf('rep_link.html', other),
      pdfHref: withPdf ? hrefOf('report.pdf', languageId) : undefined,
      stylesheets: [assets.url('shell.css'), assets.url('report.css')],
      icon: assets.url('icon.svg'),
    });
    res.type('html').send(page);
  };
}
