import { createHash } from 'node:crypto';
import { isLinkToken } from '../../../../engine/application/links.js';

/** The part of a candidate's link that all its pages have in common. */
export interface CandidateLink {
  appToken: string;
  accToken?: string;
  /** The requested language. The position may not have it. */
  languageId?: string;
}

/** The address of pages that only show what candidates would see, at one version of a position. */
export interface PreviewLink {
  languageId: string;
  version: number;
}

/** The parts of the address of a page. */
export interface PageAddress {
  /** Undefined when there is no token, or a text that cannot be one. */
  link: CandidateLink | undefined;
  /** The page of the questionnaire; 0 is the start. */
  page: number | undefined;
  /** What is missing is shown: on all pages, or only on this one. */
  check: 'all' | 'page' | undefined;
}

/** Reads the query of a page's address. A malformed part counts as absent. */
export function readAddress(query: Record<string, unknown>): PageAddress {
  const { app_link: appToken, acc_link: accToken, language_id: languageId, page } = query;
  const link = isLinkToken(appToken) && {
    appToken,
    ...(isLinkToken(accToken) && { accToken }),
    ...(matches(languageId, /^[a-z0-9]{3}$/) && { languageId }),
  };
  return {
    link: link || undefined,
    page: matches(page, /^\d{1,4}$/) ? Number(page) : undefined,
    check: 'check' in query ? (query.check === 'page' ? 'page' : 'all') : undefined,
  };
}

export interface HrefOptions {
  page?: number;
  check?: PageAddress['check'];
  languageId?: string;
  /** The id of the element to go to on the page. */
  fragment?: string;
  /** `save` is the address that saves answers without leaving the page. */
  path?: 'app_link.html' | 'save' | 'reminders.html' | 'lost_link.html';
}

/**
 * Makes the address of a page of that link. It is relative, because PUBLIC_URL may have a path that this program never
 * sees.
 */
export function hrefOf(
  link: CandidateLink | PreviewLink,
  { page, check, fragment, path = 'app_link.html', languageId = link.languageId }: HrefOptions = {},
): string {
  const query = new URLSearchParams({
    ...('appToken' in link && { app_link: link.appToken }),
    ...('accToken' in link && { acc_link: link.accToken }),
    ...('version' in link && { version: String(link.version) }),
    ...(languageId !== undefined && { language_id: languageId }),
    ...(page !== undefined && { page: String(page) }),
    ...(check && { check: check === 'page' ? 'page' : '1' }),
  });
  return `${'version' in link ? 'preview' : path}?${query.toString()}${fragment === undefined ? '' : `#${fragment}`}`;
}

/**
 * Gives the name under which a browser keeps answers of this link that are not saved yet. It is a hash, so that nobody
 * who looks into the browser's memory finds the link.
 */
export function deviceKey({ appToken }: CandidateLink): string {
  return `pop-answers-${createHash('sha256').update(appToken).digest('base64url').slice(0, 22)}`;
}

function matches(value: unknown, pattern: RegExp): value is string {
  return typeof value === 'string' && pattern.test(value);
}
