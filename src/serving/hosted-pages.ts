import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type RequestHandler, Router } from 'express';
import { type Knex } from 'knex';
import { stateOf } from '../../middleware/request-state.js';
import { throttleFailures } from '../../middleware/authentication/throttle-failures.js';
import { candidatePages } from '../../routes/pages/questionnaire/candidate-pages.js';
import { type CandidateParts } from '../../routes/pages/questionnaire/candidate-parts.js';
import { limitSaves } from '../../routes/pages/forms/limit-saves.js';
import { designTokens } from '../../engine/design/design-tokens.js';
import { type PageAssets, pageAssets } from '../../routes/pages/page-assets.js';
import { pageFonts } from '../../routes/pages/fonts/page-fonts.js';
import { type ReportPdfParts } from '../../routes/pages/report/report-pdf.js';
import { reportPages } from '../../routes/pages/report/report-pages.js';
import { unknownPage } from '../../routes/open/unknown-page.js';
import { throttleGuesses } from '../../routes/pages/throttle-guesses.js';
import { nameOperation } from './name-operation.js';
import { type WorkerLink } from '../workers/worker-link.js';
import { packageRoot } from '../document/openapi.js';

export interface HostedPagesParts {
  db: Knex;
  log: CandidateParts['log'];
  now(): number;
  wakeNotifier(accountId: string): void;
  noteRefusedBy(quota: string): void;
  link: Pick<WorkerLink, 'windows'> | undefined;
  /** Prints reports. Without it there are no reports as PDF. */
  printPdf: ReportPdfParts['printPdf'];
}

/** The limit for wrong links, by client address. */
const GUESSES = { failures: 30, seconds: 60 };

/** The limits for asking for lost links, by client address and the networks around it. */
const LOST_LINKS = {
  perAddress: { failures: 10, seconds: 600 },
  perNetwork: { failures: 40, seconds: 600 },
  perSite: { failures: 80, seconds: 600 },
};

/** Serves the pages for people who have a link, without a user. `unknown` answers browsers where nothing else does. */
export function hostedPages({ db, log, now, wakeNotifier, noteRefusedBy, printPdf, link }: HostedPagesParts): {
  pages: Router;
  unknown: RequestHandler;
  assets: PageAssets;
} {
  const router = Router({ caseSensitive: true, strict: true });
  const folder = join(packageRoot(), 'routes/pages/assets');
  const fonts = pageFonts();
  const assets = pageAssets(folder, fonts);
  const guesses = throttleGuesses(
    throttleFailures({ perAddress: GUESSES }, now, link && ((name) => link.windows(`links ${name}`))),
  );
  const lostLinks = throttleGuesses(
    throttleFailures(LOST_LINKS, now, link && ((name) => link.windows(`lost links ${name}`))),
  );
  const requestIdOf: CandidateParts['requestIdOf'] = (res) => stateOf(res).requestId;
  const shared = { db, now, log, assets, guesses, requestIdOf, nameOperation };
  router.use(
    candidatePages({
      ...shared,
      lostLinks,
      noteRefusedBy,
      wakeNotifier,
      waitToSave: limitSaves({ now, noteRefusedBy }),
    }),
  );
  const rules = ['shell.css', 'report.css'].map((name) => readFileSync(join(folder, name), 'utf8'));
  const style = [designTokens(), ...rules].join('\n');
  router.use(reportPages({ ...shared, printPdf, style, fonts }));
  return { pages: router, unknown: unknownPage({ assets }), assets };
}
