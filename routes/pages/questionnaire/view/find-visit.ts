import { type Knex } from 'knex';
import { findApplicationByToken } from '../../../../db/applications/applications.js';
import { findPositionContent } from '../../../../db/positions/positions.js';
import { type ApplicationStatus, applicationStatus } from '../../../../engine/application/application-status.js';
import { chooseLanguage } from '../../../../engine/position/texts.js';
import { type FoundQuestionnaire } from '../../../find-questionnaire.js';
import { type CandidateLink } from './candidate-link.js';
import { sameToken } from '../../same-token.js';

/** A link that leads somewhere. */
export interface Visit extends FoundQuestionnaire {
  link: CandidateLink;
  status: ApplicationStatus;
  /** In which to answer. */
  languageId: string;
}

/**
 * Where a link leads at the instant `now`. Undefined for a token that nobody was given, and for one whose application
 * is expired or cancelled unless the link names the account rightly: so nobody learns that a guessed token was once
 * good.
 */
export async function findVisit(db: Knex, link: CandidateLink, now: number): Promise<Visit | undefined> {
  const application = await findApplicationByToken(db, 'app', link.appToken);
  if (!application) return undefined;
  const status = applicationStatus(application, now);
  const over = status === 'expired' || status === 'cancelled';
  if (over && !sameToken(link.accToken, application.linkToken)) return undefined;
  const position = await findPositionContent(db, application.positionId);
  if (!position) return undefined;
  const languageId = chooseLanguage(position.content.languages, link.languageId, application.languageId);
  return { link, status, application, languageId, ...position };
}
