import { faultNote } from './fault-note.js';
import { html, type Html } from '../../html.js';
import { ownWordsLang, textLang } from '../../page-shell.js';
import { type FieldItem, type PageView } from '../view/candidate-view.js';

// What a browser may fill in by itself, and which keyboard a phone shows.
const KINDS: Record<FieldItem['kind'], Html> = {
  name: html`type="text" autocomplete="name"`,
  email: html`type="email" autocomplete="email" spellcheck="false" dir="ltr"`,
  custom: html`type="text" autocomplete="off" dir="auto"`,
};

/** Makes one field of the start page, with the fault of its value if there is one. */
export function fieldItem(field: FieldItem, view: PageView, fault: string | undefined): Html {
  const { id, formName, label, kind, mandatory } = field;
  const { words, languageId } = view;
  return html`<div class="item field" data-item="${formName}">
    <label for="${id}">
      <span class="text"><bdi${textLang(label.languageId, languageId)}>${label.text}</bdi></span>
      <span class="hint" ${ownWordsLang(languageId)}>(${mandatory ? words.required : words.optional})</span>
    </label>
    ${faultNote(id, fault, view)}
    <input
      id="${id}"
      name="${formName}"
      ${KINDS[kind]}
      value="${view.values.get(formName) ?? ''}"
      aria-describedby="${id}-fault"
      ${mandatory && html`aria-required="true"`}
      ${fault !== undefined && html`aria-invalid="true"`}
    />
  </div>`;
}
