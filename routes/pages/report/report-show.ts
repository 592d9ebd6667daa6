import { createHash } from 'node:crypto';
import { type RequestHandler, type Response } from 'express';
import { type Knex } from 'knex';
import { brandStyle } from '../brand-style.js';
import { brandHead } from '../page-brand.js';
import { answerUnknown } from '../answer-unknown.js';
import { type PageAssets } from '../page-assets.js';
import { reportContent } from './content/report-content.js';
import { reportOfLink } from './content/report-of-link.js';
import { reportPage } from './page/report-page.js';
import { runningHead } from './page/running-head.js';
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
    const shown = reportContent(visit, languageId);
    const { identity } = visit;
    const colours = identity.colour === undefined ? '' : brandStyle(identity.colour, { dark: true });
    const style = runningHead(shown, languageId) + colours;
    allowStyle(res, style);
    const page = reportPage({
      content: shown,
      brand: brandHead(identity, assets),
      style,
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

/** Lets the page have this one stylesheet inside of it, by its hash. */
function allowStyle(res: Response, style: string): void {
  const hash = createHash('sha256').update(style).digest('base64');
  const policy = String(res.getHeader('Content-Security-Policy'));
  res.setHeader('Content-Security-Policy', policy.replace(/style-src [^;]*/, `$& 'sha256-${hash}'`));
}
