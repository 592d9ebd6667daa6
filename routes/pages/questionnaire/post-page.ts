import { type Request, type RequestHandler, type Response } from 'express';
import { readProgress } from '../../../db/applications/questionnaire-progress.js';
import { answerUnknown } from '../answer-unknown.js';
import { answerTooSoon } from './answer-too-soon.js';
import { type HrefOptions, hrefOf, readAddress } from './view/candidate-link.js';
import { type CandidateParts } from './candidate-parts.js';
import { SUMMARY_ID } from './page/error-summary.js';
import { keepChosenLanguage } from './keep-chosen-language.js';
import { findVisit, type Visit } from './view/find-visit.js';
import { formEntries } from '../forms/form-entries.js';
import { keepProgress } from './keep-progress.js';
import { CONSENT } from './page/privacy-notice.js';
import { questionnairePage, SEEN } from './page/questionnaire-page.js';
import { openItems, candidateView, type CandidateView } from './view/candidate-view.js';
import { conflictFaults } from './conflict-faults.js';
import { readForm } from './read-form.js';
import { statePage } from '../state-page.js';
import { readStamps, type Stamps, valueStamp } from './view/value-stamp.js';
import { submitKept } from './submit-kept.js';

type Entries = ReadonlyMap<string, string>;

/**
 * Receives a page that the candidate sends and saves what can be saved. Then it leads to the next page, to the page
 * before, or to the same page in another language, or it submits. A page that is left with open questions comes once
 * more and names them, with a way to go on without them. When something cannot be saved, the same page comes again with
 * the typed text. Every other answer is a redirect, so that neither "reload" nor "back" sends anything twice.
 */
export function postPage(parts: CandidateParts): RequestHandler {
  const { db, now } = parts;
  return async function postPage(req, res) {
    const { link, page = 0 } = readAddress(req.query);
    const found = link && (await findVisit(db, link, { now: now(), accepts: req.get('accept-language') }));
    if (!found) return answerUnknown(req, res, parts);
    if (found.status !== 'incomplete') return leadTo(res, found);
    const wait = parts.waitToSave(found.application.applicationId);
    if (wait !== undefined) return answerTooSoon(res, found, { ...parts, wait });
    const entries = formEntries(req.body);
    const chosen = entries?.get('language_id');
    const visit = inLanguage(found, chosen);
    const view = candidateView(visit, await readProgress(db, visit.application.applicationId));
    const read = entries && readForm(entries, view);
    if (!read) return void answerBadRequest(res, visit, parts);
    await keepChosenLanguage(res, visit, parts);
    const seen = readStamps(entries.get(SEEN));
    const agreedTo = visit.privacy?.consent === 'needed' ? visit.privacy.version : undefined;
    if (agreedTo !== undefined && (page > 0 || !agrees(agreedTo, entries))) {
      if (page > 0) return leadTo(res, visit, { page: 0 });
      const fault: [string, string][] = chosen === undefined ? [[CONSENT, view.words.mustAgree]] : [];
      return answerStart(res, withEntries(view, entries, seen), new Map([...read.faults, ...fault]), parts);
    }
    const conflicts = await keepProgress(db, visit, read, { seen, now: now(), agreedTo });
    if (!conflicts) return leadTo(res, visit);

    if (visit.privacy && agreedTo !== undefined) visit.privacy = { ...visit.privacy, consent: 'given' };
    const saved = candidateView(visit, await readProgress(db, visit.application.applicationId));
    const after = withEntries(saved, entries, seen);
    const faults = new Map([
      ...read.faults,
      ...conflictFaults(conflicts, view),
      ...(page === 0 ? missingFields(after, entries) : []),
    ]);
    if (faults.size > 0) {
      const again = questionnairePage(after, { page: Math.min(page, view.pages + 1), faults }, parts.assets);
      return void res.status(422).type('html').send(again);
    }
    if (entries.get('go') === 'submit') return submitPage(req, res, after, parts);
    if (leavesOpen(after, { page, entries })) {
      return leadTo(res, visit, { page, check: 'page', fragment: SUMMARY_ID });
    }
    leadTo(res, visit, { page: chosen === undefined ? nextPage(page, view, entries) : page });
  };
}

async function submitPage(
  req: Request,
  res: Response,
  view: CandidateView,
  { db, now, assets, log, wakeNotifier, requestIdOf }: CandidateParts,
): Promise<void> {
  const options = { now: now(), address: req.ip ?? '', requestId: requestIdOf(res) };
  const refusal = await submitKept(db, view, options);
  if (!refusal) wakeNotifier(view.application.accountId);
  const reason = refusal?.reason;
  if (reason === 'missing-answers' || reason === 'missing-fields') {
    return leadTo(res, view, { page: openItems(view)[0]?.page ?? 0, check: 'all', fragment: SUMMARY_ID });
  }
  // The application is now completed, by this or another request, or it is too late. The page without a number says
  // which.
  if (!refusal || reason === 'already-submitted' || reason === 'expired-or-cancelled') return leadTo(res, view);
  // The candidate cannot mend this: the position or the order requires something that cannot be given.
  log.error({ reason, detail: refusal.detail, request_id: requestIdOf(res) }, 'submission refused');
  res
    .status(422)
    .type('html')
    .send(statePage('refused', { languageId: view.languageId, assets, identity: view.identity }));
}

/** Whether who goes on leaves questions of this page open, and has not said that this is meant (`later`). */
function leavesOpen(view: CandidateView, { page, entries }: { page: number; entries: Entries }): boolean {
  return entries.get('go') === 'next' && openItems(view).some((item) => item.page === page && page > 0);
}

function nextPage(page: number, { pages }: CandidateView, entries: Entries): number {
  return entries.get('go') === 'back' ? Math.max(0, page - 1) : Math.min(page, pages) + 1;
}

/** Gives the visit in another language, if the position has that language. */
function inLanguage(visit: Visit, languageId: string | undefined): Visit {
  if (languageId === undefined || !visit.content.languages.includes(languageId)) return visit;
  return { ...visit, languageId, link: { ...visit.link, languageId } };
}

/** Gives the view with what was changed on the page in place of what is saved. */
function withEntries(view: CandidateView, entries: Entries, seen: Stamps | undefined): CandidateView {
  const names = [...view.fields.map(({ formName }) => formName), ...view.items.map(({ name }) => name)];
  const values = new Map(view.values);
  for (const name of names) {
    const value = entries.get(name);
    if (value === undefined || (seen && valueStamp(value) === (seen[name] ?? ''))) continue;
    if (name.startsWith('f.')) values.set(name, value.trim());
    else if (value === '') values.delete(name);
    else values.set(name, value);
  }
  return { ...view, values };
}

// Only fields that were on the page count, so that nobody is refused for a field that a page of an older version did
// not have.
function missingFields(view: CandidateView, entries: Entries): [string, string][] {
  return openItems(view)
    .filter(({ page, name }) => page === 0 && entries.has(name) && entries.get('go') === 'next')
    .map(({ name }) => [name, view.words.fieldIsMissing]);
}

// Who changes the language has read the notice in another one. So a tick counts only for going on.
function agrees(version: number, entries: Entries): boolean {
  return !entries.has('language_id') && entries.get(CONSENT) === String(version);
}

/** Shows the start again to who has not agreed yet. Nothing is saved, so the page itself has what was typed. */
function answerStart(
  res: Response,
  view: CandidateView,
  faults: ReadonlyMap<string, string>,
  { assets }: CandidateParts,
): void {
  const page = questionnairePage(view, { page: 0, faults }, assets);
  res
    .status(faults.size > 0 ? 422 : 200)
    .type('html')
    .send(page);
}

function leadTo(res: Response, { link, languageId }: Visit, place: HrefOptions = {}): void {
  const language = link.languageId === undefined ? {} : { languageId };
  res
    .status(303)
    .set('Location', hrefOf(link, { ...language, ...place }))
    .end();
}

function answerBadRequest(res: Response, { link, languageId, identity }: Visit, { assets }: CandidateParts): void {
  const page = statePage('badRequest', { languageId, assets, identity, retryHref: hrefOf(link) });
  res.status(400).type('html').send(page);
}
