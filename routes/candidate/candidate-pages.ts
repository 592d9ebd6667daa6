import { type Request, type RequestHandler, Router } from 'express';
import { dialectOf } from '../../db/dialect.js';
import { type CandidateParts } from './candidate-parts.js';
import { formBody } from './form-entries.js';
import { pageErrors } from './page-errors.js';
import { pageSecurity } from './page-security.js';
import { postPage } from './post-page.js';
import { saveAnswers } from './save-answers.js';
import { showPage } from './show-page.js';

/** The hosted questionnaire at the contract's link (section 6), for visitors who need no user: the link is the key. */
export function candidatePages(parts: CandidateParts): Router {
  const { db, assets, log, named, requestIdOf } = parts;
  const dialect = dialectOf(db);
  const router = Router({ caseSensitive: true, strict: true });
  const begin = (operation: string) => [named(operation), pageSecurity()];

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
  router.get('/app_link/assets/:name', assets.serve);
  router.use(
    '/app_link',
    pageErrors({
      assets,
      log,
      requestIdOf: (req: Request) => requestIdOf(req.res!),
      isPassing: (error) => dialect.isUnavailable(error) || dialect.isRetryable(error),
    }),
  );
  return router;
}

function notAllowed(methods: string): RequestHandler {
  return (_req, res) => void res.status(405).set('Allow', methods).type('text').send('Method not allowed');
}
