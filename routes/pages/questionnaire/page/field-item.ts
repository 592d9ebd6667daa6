import { fieldControlOf } from './field-control.js';
import { faultNote } from './fault-note.js';
import { html, type Html } from '../../html.js';
import { ownWordsLang, textLang } from '../../page-shell.js';
import { type FieldItem, type PageView } from '../view/candidate-view.js';

/** Makes one field of the start page, with the fault of its value if there is one. */
export function fieldItem(field: FieldItem, view: PageView, fault: string | undefined): Html {
  const { id, formName, label, mandatory, type } = field;
  const { words, languageId } = view;
  const limit = type?.kind === 'text' ? type.maxLength : undefined;
  const isBox = type?.kind === 'checkbox';
  const name = html`<span class="text"><bdi${textLang(label.languageId, languageId)}>${label.text}</bdi></span>
    <span class="hint" ${ownWordsLang(languageId)}>(${mandatory ? words.required : words.optional})</span>`;
  const control = fieldControlOf(
    field,
    view,
    html`id="${id}" name="${formName}" aria-describedby="${limit !== undefined && `${id}-hint `}${id}-fault"
    ${mandatory && html`aria-required="true"`} ${fault !== undefined && html`aria-invalid="true"`}`,
  );
  return html`<div class="item field" data-item="${formName}">
    ${!isBox && html`<label for="${id}">${name}</label>`}
    ${limit !== undefined && html`<p class="hint" id="${id}-hint" ${ownWordsLang(languageId)}>${words.atMost(limit)}</p>`}
    ${faultNote(id, fault, view)}
    ${isBox ? html`<label class="choice">${control} <span>${name}</span></label>` : control}
  </div>`;
}
