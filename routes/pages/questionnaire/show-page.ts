import { type RequestHandler, type Response } from 'express';
import { type StoredApplication } from '../../../db/applications/applications.js';
import { noteOpened } from '../../../db/applications/candidate-activity.js';
import { readProgress } from '../../../db/applications/questionnaire-progress.js';
import { answerUnknown } from '../answer-unknown.js';
import { answerClosed } from './answer-closed.js';
import { readAddress } from './view/candidate-link.js';
import { type CandidateParts } from './candidate-parts.js';
import { keepChosenLanguage } from './keep-chosen-language.js';
import { findVisit } from './view/find-visit.js';
import { questionnairePage } from './page/questionnaire-page.js';
import { candidateView, resumePage } from './view/candidate-view.js';

/** Shows the requested page. Without a page in the address it shows the page where the candidate goes on. */
export function showPage(parts: CandidateParts): RequestHandler {
  const { db, now, assets } = parts;
  return async function showPage(req, res) {
    const { link, page, check } = readAddress(req.query);
    const visit = link && (await findVisit(db, link, { now: now(), accepts: req.get('accept-language') }));
    if (!visit) return answerUnknown(req, res, parts);
    if (visit.status !== 'incomplete') return answerClosed(res, visit, parts);
    if (req.method === 'GET') {
      await noteOpening(res, visit.application, parts);
      await keepChosenLanguage(res, visit, parts);
    }
    const view = candidateView(visit, await readProgress(db, visit.application.applicationId));
    const waits = view.privacy?.consent === 'needed';
    const shown = waits || page === undefined || page > view.pages + 1 ? resumePage(view) : page;
    res.type('html').send(questionnairePage(view, { page: shown, check }, assets));
  };
}

// A candidate can read the page while nothing can be written. What is not noted now is noted the next time.
async function noteOpening(
  res: Response,
  { applicationId, openedAt }: StoredApplication,
  { db, now, log, requestIdOf }: CandidateParts,
): Promise<void> {
  if (openedAt !== undefined) return;
  try {
    await noteOpened(db, applicationId, now());
  } catch (error) {
    log.error({ err: error, request_id: requestIdOf(res) }, 'opening not noted');
  }
}
