import { type Knex } from 'knex';
import { type ApplicationStatus, applicationStatus } from '../../../../engine/application/application-status.js';
import { chooseLanguage } from '../../../../engine/position/texts.js';
import { type FoundReport, reportOfToken } from './report-of-token.js';
import { sameToken } from '../../../same-token.js';

/** A visit with a link that leads to a report, or to an application that has no report yet. */
export interface ReportVisit extends FoundReport {
  status: ApplicationStatus;
  languageId: string;
  /** Gives the relative address of the same report, as a page or as a PDF. */
  hrefOf(file: 'rep_link.html' | 'report.pdf', languageId: string): string;
}

/**
 * Finds where the query of a report's address leads at the instant `now`. The token is `app_link`, or `rep_link` in
 * links of the older form. Gives undefined for a malformed or unknown
 * token. It gives the same for an expired or cancelled application unless the link also has the right token of the
 * account, because a token alone must tell nothing about these.
 */
export async function reportOfLink(
  db: Knex,
  { app_link: given, rep_link: older, acc_link: accToken, language_id: wish }: Record<string, unknown>,
  now: number,
): Promise<ReportVisit | undefined> {
  const token = given ?? older;
  const found = await reportOfToken(db, token);
  if (!found) return undefined;
  const { application, content } = found;
  const status = applicationStatus(application, now);
  const known = sameToken(accToken, application.linkToken);
  if (!known && (status === 'expired' || status === 'cancelled')) return undefined;
  const wished = typeof wish === 'string' ? wish : undefined;
  return {
    ...found,
    status,
    languageId: chooseLanguage(content.languages, wished, application.languageId),
    hrefOf(file, languageId) {
      const query = new URLSearchParams({ app_link: token as string, language_id: languageId });
      if (known) query.set('acc_link', application.linkToken);
      return `${file}?${query.toString()}`;
    },
  };
}
