import { html, type Html } from '../../html.js';
import { ownWordsLang } from '../../page-shell.js';
import { answeredCount, type PageView } from '../view/candidate-view.js';

/** Makes the candidate's progress bar, with a place where the script says what is saved. */
export function progressBar(view: PageView): Html {
  const { words, items, languageId } = view;
  const answered = answeredCount(view);
  return html`<div class="progress" ${ownWordsLang(languageId)}>
    <progress max="${items.length}" value="${answered}" aria-label="${words.progress}"></progress>
    <span class="progress-text">${words.answeredOf(answered, items.length)}</span>
    ${saveState(view)}
  </div>`;
}

/** Makes the place where the script says what is saved. Without the script it stays empty. */
export function saveState({ words, languageId }: PageView): Html {
  return html`<span
    class="save-state"
    role="status"
    aria-live="polite"
    data-saving="${words.saving}"
    data-saved="${words.saved}"
    data-not-saved="${words.notSaved}"
    data-on-device="${words.onDevice('{n}')}"
    data-not-accepted="${words.notAccepted}"
    ${ownWordsLang(languageId)}
  ></span>`;
}
