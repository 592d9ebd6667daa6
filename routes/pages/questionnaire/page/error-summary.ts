import { html, type Html } from '../../html.js';
import { ownWordsLang } from '../../page-shell.js';
import { type CandidateView } from '../view/candidate-view.js';
import { CONSENT } from './privacy-notice.js';

/** The id of the summary, for an address that leads to it. */
export const SUMMARY_ID = 'errors';

/** An item with its fault and its place. */
export interface ListedFault {
  /** The name of the item's control. */
  name: string;
  href: string;
  fault: string;
}

/** Lists all faults at the top of the page, each as a link to its item. Gives nothing when there is no fault. */
export function errorSummary(faults: ListedFault[], view: CandidateView): Html | undefined {
  if (faults.length === 0) return undefined;
  const { words, languageId } = view;
  return html`<section class="errors" id="${SUMMARY_ID}" role="alert" tabindex="-1" ${ownWordsLang(languageId)}>
    <h2>${words.pleaseCheck}</h2>
    <ul>
      ${faults.map(
        ({ name, href, fault }) =>
          html`<li>
            <a href="${href}"><bdi>${itemTitle(name, view)}</bdi>${words.colon}${fault}</a>
          </li>`,
      )}
    </ul>
  </section>`;
}

/** Gives the short name of an item: the number of a question, the label of a field, or what the consent is about. */
export function itemTitle(name: string, { items, fields, words }: CandidateView): string {
  if (name === CONSENT) return words.yourData;
  const item = items.find((one) => one.name === name);
  if (item) return words.questionOf(item.number);
  return fields.find(({ formName }) => formName === name)?.label ?? name;
}
