import { type Knex } from 'knex';
import { findApplicationByToken } from '../../../../db/applications/applications.js';
import { shownIdentity } from '../../../../db/identity/identities.js';
import { findPositionContent } from '../../../../db/positions/positions.js';
import { type ApplicationStatus, applicationStatus } from '../../../../engine/application/application-status.js';
import { type ShownIdentity } from '../../../../engine/identity/shown-identity.js';
import { acceptedLanguage } from '../../../../engine/languages/accepted-language.js';
import { chooseLanguage } from '../../../../engine/position/texts.js';
import { type FoundQuestionnaire } from '../../../find-questionnaire.js';
import { type CandidateLink } from './candidate-link.js';
import { type CandidatePrivacy, findCandidatePrivacy } from './candidate-privacy.js';
import { sameToken } from '../../../same-token.js';

/** A visit with a link that leads to a questionnaire. */
export interface Visit extends FoundQuestionnaire {
  link: CandidateLink;
  status: ApplicationStatus;
  /** The language of the pages. */
  languageId: string;
  /** How the account shows itself. */
  identity: ShownIdentity;
  /** Undefined when the account has said nothing about its candidates' data, and when nothing can be answered. */
  privacy?: CandidatePrivacy | undefined;
}

export interface VisitOptions {
  now: number;
  /** The languages that the browser accepts, as its header says them. */
  accepts: string | undefined;
}

/**
 * Finds where a link leads at the instant `now`, and the language of its pages: that of the address, or else the one
 * that the candidate chose before, the one that the order named, the one that the browser wants. Gives undefined for a
 * token that does not exist. It gives the same for an expired or cancelled application unless the link has the right
 * token of the account, so that nobody learns that a guessed token was once valid.
 */
export async function findVisit(
  db: Knex,
  link: CandidateLink,
  { now, accepts }: VisitOptions,
): Promise<Visit | undefined> {
  const application = await findApplicationByToken(db, 'app', link.appToken);
  if (!application) return undefined;
  const status = applicationStatus(application, now);
  const over = status === 'expired' || status === 'cancelled';
  if (over && !sameToken(link.accToken, application.linkToken)) return undefined;
  const position = await findPositionContent(db, application.positionId);
  if (!position) return undefined;
  const { languages } = position.content;
  const ordered = application.languageGiven ? application.languageId : acceptedLanguage(accepts, languages);
  const languageId = chooseLanguage(languages, link.languageId, application.keptLanguageId, ordered);
  const privacy = status === 'incomplete' ? await findCandidatePrivacy(db, application) : undefined;
  const identity = await shownIdentity(db, application.accountId);
  return { link, status, application, languageId, privacy, identity, ...position };
}
