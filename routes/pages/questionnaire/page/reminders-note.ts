import { html, type Html } from '../../html.js';
import { ownWordsLang } from '../../page-shell.js';
import { type PageView } from '../view/candidate-view.js';
import { hrefOf } from '../view/candidate-link.js';

/** Makes the way to the page that stops reminders, for a candidate who is going to be reminded. */
export function remindersNote({ application, link, languageId, words }: PageView): Html | undefined {
  if (application.remindAt === undefined || 'version' in link) return undefined;
  const href = hrefOf(link, { path: 'reminders.html', languageId });
  return html`<p class="hint" ${ownWordsLang(languageId)}><a href="${href}">${words.stopReminders}</a></p>`;
}
