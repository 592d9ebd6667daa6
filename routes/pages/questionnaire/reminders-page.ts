import { type Request, type RequestHandler, type Response } from 'express';
import { type Knex } from 'knex';
import { lockApplication } from '../../../db/applications/applications.js';
import { noteRemindersStopped } from '../../../db/applications/reminders.js';
import { writeTransaction } from '../../../db/connection/transaction.js';
import { endReminders } from '../../../db/notifications/reminders.js';
import { languageOf } from '../../../engine/languages/languages.js';
import { auditCandidate, type CandidateAct } from '../../audit-candidate.js';
import { answerUnknown } from '../answer-unknown.js';
import { html, type Html } from '../html.js';
import { messagePage } from '../message-page.js';
import { languageSwitch } from '../page-shell.js';
import { answerClosed } from './answer-closed.js';
import { type CandidateParts } from './candidate-parts.js';
import { answerTooSoon } from './answer-too-soon.js';
import { hrefOf, readAddress } from './view/candidate-link.js';
import { findVisit, type Visit } from './view/find-visit.js';

/**
 * The page on which a candidate stops reminders. To open it (`show`) stops nothing, because mail programs open links.
 * `stop` is for the button of the page, and for the one POST of a mail program (RFC 8058). Such a program follows no
 * redirect, so the answer is a page. Stopping twice is stopping once.
 */
export function remindersPage(parts: CandidateParts): { show: RequestHandler; stop: RequestHandler } {
  const { db, now, waitToSave, requestIdOf } = parts;
  return {
    async show(req, res) {
      const visit = await find(req, parts);
      if (!visit) return answerUnknown(req, res, parts);
      if (visit.status !== 'incomplete') return answerClosed(res, visit, parts);
      answer(res, visit, { isStopped: visit.application.remindersStoppedAt !== undefined }, parts);
    },
    async stop(req, res) {
      const visit = await find(req, parts);
      if (!visit) return answerUnknown(req, res, parts);
      if (visit.status !== 'incomplete') return answerClosed(res, visit, parts);
      const { applicationId } = visit.application;
      const wait = waitToSave(applicationId);
      if (wait !== undefined) return answerTooSoon(res, visit, { ...parts, wait });
      const act = { now: now(), address: req.ip ?? '', requestId: requestIdOf(res) };
      await writeTransaction(db, (trx) => recordStop(trx, applicationId, act));
      answer(res, visit, { isStopped: true }, parts);
    },
  };
}

async function find(req: Request, { db, now }: CandidateParts): Promise<Visit | undefined> {
  const { link } = readAddress(req.query);
  return link && (await findVisit(db, link, { now: now(), accepts: req.get('accept-language') }));
}

async function recordStop(trx: Knex.Transaction, applicationId: string, act: CandidateAct): Promise<void> {
  const application = await lockApplication(trx, applicationId);
  if (!application || application.remindersStoppedAt !== undefined) return;
  await noteRemindersStopped(trx, applicationId, act.now);
  await endReminders(trx, applicationId, act.now);
  await auditCandidate(trx, 'stopReminders', applicationId, act);
}

function answer(
  res: Response,
  visit: Visit,
  { isStopped }: { isStopped: boolean },
  { assets }: Pick<CandidateParts, 'assets'>,
): void {
  const { link, languageId, identity, content } = visit;
  const words = languageOf(languageId).pages;
  const page = messagePage({
    languageId,
    assets,
    state: 'reminders',
    title: isStopped ? words.remindersStoppedTitle : words.reminders,
    text: isStopped ? words.remindersStoppedText : words.remindersText(identity.name),
    header: languageSwitch(content.languages, languageId, (other) =>
      hrefOf(link, { path: 'reminders.html', languageId: other }),
    ),
    identity,
    form: isStopped ? undefined : stopForm(visit, words.stopReminders),
    link: { href: hrefOf(link, { languageId }), text: words.toAssessment },
  });
  res.type('html').send(page);
}

function stopForm({ link, languageId }: Visit, text: string): Html {
  return html`<form method="post" action="${hrefOf(link, { path: 'reminders.html', languageId })}">
    <button class="primary">${text}</button>
  </form>`;
}
