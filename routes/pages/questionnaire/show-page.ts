import { type RequestHandler } from 'express';
import { readProgress } from '../../../db/applications/questionnaire-progress.js';
import { answerUnknown } from '../answer-unknown.js';
import { answerClosed } from './answer-closed.js';
import { readAddress } from './view/candidate-link.js';
import { type CandidateParts } from './candidate-parts.js';
import { findVisit } from './view/find-visit.js';
import { questionnairePage } from './page/questionnaire-page.js';
import { candidateView, resumePage } from './view/candidate-view.js';

/** Shows the requested page. Without a page in the address it shows the page where the candidate goes on. */
export function showPage(parts: CandidateParts): RequestHandler {
  const { db, now, assets } = parts;
  return async function showPage(req, res) {
    const { link, page, check } = readAddress(req.query);
    const visit = link && (await findVisit(db, link, now()));
    if (!visit) return answerUnknown(req, res, parts);
    if (visit.status !== 'incomplete') return answerClosed(res, visit, parts);
    const view = candidateView(visit, await readProgress(db, visit.application.applicationId));
    const waits = view.privacy?.consent === 'needed';
    const shown = waits || page === undefined || page > view.pages + 1 ? resumePage(view) : page;
    res.type('html').send(questionnairePage(view, { page: shown, check }, assets));
  };
}
