import { type Request, Router } from 'express';
import { brandFiles } from '../brand-files.js';
import { type CandidateParts } from './candidate-parts.js';
import { formBody } from '../forms/form-entries.js';
import { isPassing } from '../is-passing.js';
import { lostLinkForm } from '../lost-link/lost-link-form.js';
import { lostLinkPage } from '../lost-link/lost-link-page.js';
import { notAllowed } from '../not-allowed.js';
import { type PageAssets } from '../page-assets.js';
import { pageErrors, type PageFault } from '../page-errors.js';
import { pageSecurity } from '../page-security.js';
import { postPage } from './post-page.js';
import { remindersPage } from './reminders-page.js';
import { saveAnswers } from './save-answers.js';
import { showPage } from './show-page.js';
import { statePage, visitorLanguage } from '../state-page.js';

/**
 * Serves the hosted questionnaire at the contract's link (section 6). Visitors need no user, because the link is the
 * key.
 */
export function candidatePages(given: CandidateParts): Router {
  const parts: CandidateParts = { ...given, formFor };
  const { db, assets, log, nameOperation, requestIdOf } = parts;
  const router = Router({ caseSensitive: true, strict: true });
  const begin = (operation: string) => [nameOperation(operation), pageSecurity()];

  router
    .route('/app_link/app_link.html')
    .all(begin('questionnaire_page'))
    .get(showPage(parts))
    .post(formBody(), postPage(parts))
    .all(notAllowed('GET, HEAD, POST'));
  router
    .route('/app_link/save')
    .all(begin('questionnaire_save'))
    .post(formBody(), saveAnswers(parts))
    .all(notAllowed('POST'));
  router.use(lostLinkPage(parts));
  const reminders = remindersPage(parts);
  router
    .route('/app_link/reminders.html')
    .all(begin('reminders_page'))
    .get(reminders.show)
    .post(formBody(), reminders.stop)
    .all(notAllowed('GET, HEAD, POST'));
  router.get('/app_link/assets/:name', assets.serve);
  router.use(brandFiles({ db }));
  router.use(
    '/app_link',
    pageErrors({
      log,
      requestIdOf,
      isPassing: (error) => isPassing(db, error),
      pageOf: (fault, req) => faultPage(fault, req, assets),
    }),
  );
  return router;
}

const formFor = (languageId: string) =>
  lostLinkForm(languageId, { action: `lost_link.html?language_id=${languageId}` });

function faultPage(fault: PageFault, req: Request, assets: PageAssets): string {
  const query = /\?.*/s.exec(req.originalUrl)?.[0];
  const retryHref = fault === 'badRequest' ? undefined : query;
  return statePage(fault, { languageId: visitorLanguage(req), assets, retryHref });
}
