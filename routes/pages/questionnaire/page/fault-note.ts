import { html, type Html } from '../../html.js';
import { ownWordsLang } from '../../page-shell.js';
import { type PageView } from '../view/candidate-view.js';

/**
 * Makes the note that says what is wrong with an item. Without a fault it is there but hidden, so that the script can
 * write into it.
 */
export function faultNote(id: string, fault: string | undefined, { words, languageId }: PageView): Html {
  return html`<p class="fault" id="${id}-fault" ${ownWordsLang(languageId)} ${fault === undefined && html`hidden`}>
    <span class="visually-hidden">${words.error}${words.colon}</span><span class="fault-text">${fault}</span>
  </p>`;
}
