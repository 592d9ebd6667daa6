import { type RequestHandler } from 'express';
import { readProgress } from '../../../db/applications/questionnaire-progress.js';
import { answerUnknown } from '../answer-unknown.js';
import { readAddress } from './view/candidate-link.js';
import { type CandidateParts } from './candidate-parts.js';
import { findVisit } from './view/find-visit.js';
import { formEntries } from '../forms/form-entries.js';
import { keepProgress } from './keep-progress.js';
import { answeredCount, candidateView } from './view/candidate-view.js';
import { SEEN } from './page/questionnaire-page.js';
import { conflictFaults } from './conflict-faults.js';
import { readForm } from './read-form.js';
import { readStamps, stampsOf } from './view/value-stamp.js';

/**
 * Saves answers while the candidate stays on the page. It gets only the entries of the form that changed. It answers
 * JSON: the progress, what could not be saved by the names of controls, and the marks of what is kept now. 409 means
 * that nothing can be saved any more, or before the candidate has agreed. 429 means that it comes too soon after very
 * many others.
 */
export function saveAnswers(parts: CandidateParts): RequestHandler {
  const { db, now } = parts;
  return async function saveAnswers(req, res) {
    const { link } = readAddress(req.query);
    const visit = link && (await findVisit(db, link, { now: now(), accepts: req.get('accept-language') }));
    if (!visit) return answerUnknown(req, res, parts);
    const { applicationId } = visit.application;
    const wait = parts.waitToSave(applicationId);
    if (wait !== undefined) return void res.status(429).set('Retry-After', String(wait)).json({ saved: false });
    const entries = formEntries(req.body);
    const read = entries && readForm(entries, candidateView(visit, { answers: [], fields: [] }));
    if (!read) return void res.status(400).json({ saved: false });
    const seen = readStamps(entries.get(SEEN));
    const accepts = visit.status === 'incomplete' && visit.privacy?.consent !== 'needed';
    const conflicts = accepts ? await keepProgress(db, visit, read, { seen, now: now() }) : undefined;
    if (!conflicts) return void res.status(409).json({ saved: false });
    const view = candidateView(visit, await readProgress(db, applicationId));
    const faults = [...read.faults, ...conflictFaults(conflicts, view)];
    const answered = answeredCount(view);
    res.json({
      saved: faults.length === 0,
      answered,
      text: view.words.answeredOf(answered, view.items.length),
      faults: Object.fromEntries(faults),
      seen: stampsOf(view.kept, [...entries.keys()]),
    });
  };
}
