import { html, type Html } from '../../html.js';
import { ownWordsLang } from '../../page-shell.js';
import { type PageView } from '../view/candidate-view.js';
import { itemTitle, listByPage, type Place } from './list-by-page.js';

/** The id of the summary, for an address that leads to it. */
export const SUMMARY_ID = 'errors';

/** An item with its fault and its place. */
export interface ListedFault extends Place {
  href: string;
  fault: string;
}

/**
 * Lists all faults at the top of the page, by their pages, each as a link to its item. A question without an answer is
 * named by its own words, and another one by its number and what is wrong. Gives nothing when there is no fault.
 */
export function errorSummary(faults: ListedFault[], view: PageView, page: number): Html | undefined {
  if (faults.length === 0) return undefined;
  const { words, languageId } = view;
  const entry = ({ name, href, fault }: ListedFault) =>
    fault === words.isMissing
      ? html`<a href="${href}">${itemTitle(name, view)}</a>`
      : html`<a href="${href}">${itemTitle(name, view, 'short')}${words.colon}${fault}</a>`;
  return html`<section class="errors" id="${SUMMARY_ID}" role="alert" tabindex="-1" ${ownWordsLang(languageId)}>
    <h2>${words.pleaseCheck}</h2>
    ${listByPage(faults, view, entry, page)}
  </section>`;
}
