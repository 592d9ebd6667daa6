import { dataInWords } from '../../../../engine/invitation/assessment-facts.js';
import { languageOf } from '../../../../engine/languages/languages.js';
import { noticeIn } from '../../../../engine/privacy/notice-in.js';
import { faultNote } from './fault-note.js';
import { htmlLanguage } from '../../html-language.js';
import { html, type Html } from '../../html.js';
import { ownWordsLang } from '../../page-shell.js';
import { type PageView } from '../view/candidate-view.js';

/** The name and the id of the control by which a candidate agrees. Its value is the version that was read. */
export const CONSENT = 'consent';

/**
 * Makes the part of the start page about the candidate's data: who gets the answers and how long they are kept, the
 * account's notice, and what the candidate agrees with where the account asks for it.
 */
export function privacyNotice(view: PageView, fault: string | undefined): Html {
  const { privacy, words, languageId, identity } = view;
  const found = privacy && noticeIn(privacy.notices, languageId);
  const own = ownWordsLang(languageId);
  const told = dataInWords(languageOf(languageId), {
    account: identity.name,
    retentionDays: privacy?.retentionDays,
  });
  const heading = html`<h2 id="privacy" ${own}>${words.yourData}</h2>
    <p ${own}>${told.join(' ')}</p>`;
  if (!found) return heading;
  return html`${heading} ${noticeText(found, view)}
  ${privacy.consent === 'given' && html`<p class="hint" ${own}>${words.agreed}</p>`}
  ${
    privacy.consent === 'needed' &&
    html`<div class="item consent" data-item="${CONSENT}" ${own}>
      ${faultNote(CONSENT, fault, view)}
      <label class="choice">
        <input
          type="checkbox"
          id="${CONSENT}"
          name="${CONSENT}"
          value="${privacy.version}"
          autocomplete="off"
          aria-describedby="${CONSENT}-fault"
          aria-required="true"
          ${fault !== undefined && html`aria-invalid="true"`}
        />
        <span>${words.agree}</span></label
      >
    </div>`
  }`;
}

function noticeText({ notice, languageId }: NonNullable<ReturnType<typeof noticeIn>>, view: PageView): Html {
  if ('url' in notice) {
    return html`<p ${ownWordsLang(view.languageId)}>
      <a href="${notice.url}" target="_blank" rel="noopener noreferrer">${view.words.privacyPage}</a>
    </p>`;
  }
  const { tag, dir } = htmlLanguage(languageId);
  // A text that is longer than its box is scrolled, with the keyboard too.
  return html`<div class="notice" role="region" aria-labelledby="privacy" tabindex="0" lang="${tag}" dir="${dir}">
    <p>${notice.text}</p>
  </div>`;
}
