import { languageOf } from '../../../engine/languages/languages.js';
import { html, type Html } from '../html.js';
import { ownWordsLang } from '../page-shell.js';

export interface LostLinkForm {
  /** Where the form goes, with what is known of the link. */
  action: string;
  /** What was typed before, and cannot be an address. */
  refused?: string | undefined;
  /** Whether the page is about nothing else. */
  isAlone?: boolean;
}

/** The name of the control with the address. */
export const EMAIL = 'email';

/**
 * Makes the form for who has lost the link: an address, to which the link is sent. On a page that is about something
 * else it has a heading and says what it is for.
 */
export function lostLinkForm(languageId: string, { action, refused, isAlone }: LostLinkForm): Html {
  const words = languageOf(languageId).pages;
  const fault = html`<div class="fault" id="email-fault">
    <span class="visually-hidden">${words.error}${words.colon}</span>${words.notAnEmail}
  </div>`;
  return html`<form
    class="lost-link"
    method="post"
    action="${action}"
    accept-charset="utf-8"
    novalidate
    ${ownWordsLang(languageId)}
  >
    ${
      !isAlone &&
      html`<h2>${words.lostLink}</h2>
        <p>${words.lostLinkText}</p>`
    }
    <div class="field">
      <label for="email">${words.email}</label>
      ${refused !== undefined && fault}
      <input
        id="email"
        name="${EMAIL}"
        type="email"
        autocomplete="email"
        spellcheck="false"
        dir="ltr"
        aria-required="true"
        value="${refused ?? ''}"
        ${refused !== undefined && html`aria-invalid="true" aria-describedby="email-fault"`}
      />
    </div>
    <button class="primary">${words.sendLink}</button>
  </form>`;
}
