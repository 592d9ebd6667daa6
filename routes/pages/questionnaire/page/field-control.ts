import { type FieldType } from '../../../../engine/fields/field-type.js';
import { saidIn } from '../../../../engine/position/texts.js';
import { html, type Html } from '../../html.js';
import { ownWordsLang, textLang } from '../../page-shell.js';
import { BOX } from '../../forms/form-entries.js';
import { type FieldItem, type PageView } from '../view/candidate-view.js';

// What a browser may fill in by itself, and which keyboard a phone shows.
const TEXT = html`type="text" autocomplete="off" dir="auto"`;
const KINDS: Record<'name' | 'email', Html> = {
  name: html`type="text" autocomplete="name"`,
  email: html`type="email" autocomplete="email" spellcheck="false" dir="ltr"`,
};

/** Makes the control of a field with the given attributes: a box, a list, or an input of the field's type. */
export function fieldControlOf(field: FieldItem, view: PageView, attributes: Html): Html {
  const { formName, type } = field;
  const value = view.values.get(formName) ?? '';
  if (type?.kind === 'choice') return choiceControl(field, type, view, attributes);
  if (type?.kind === 'checkbox') {
    const ticked = value === 'true' && html`checked`;
    return html`<input type="checkbox" value="true" autocomplete="off" ${attributes} ${ticked} /><input
        type="hidden"
        name="${BOX}${formName}"
        value=""
        autocomplete="off"
      />`;
  }
  const input = field.kind === 'custom' ? inputOf(type) : KINDS[field.kind];
  return html`<input ${input} ${attributes} value="${value}" />`;
}

// A number is typed as text: browsers throw away what they do not take for a number, such as 12,5 in some of them.
function inputOf(type: Exclude<FieldType, { kind: 'choice' | 'checkbox' }> | undefined): Html {
  switch (type?.kind) {
    case 'number':
      return html`type="text" inputmode="${type.decimals === 0 && (type.min ?? -1) >= 0 ? 'numeric' : 'decimal'}"
      autocomplete="off" dir="ltr"`;
    case 'date':
      return html`type="date" autocomplete="off" ${type.min !== undefined && html`min="${type.min}"`}
      ${type.max !== undefined && html`max="${type.max}"`}`;
    case 'phone':
      return html`type="tel" autocomplete="tel" dir="ltr"`;
    case 'email':
      return KINDS.email;
    case 'text':
    case undefined:
      return TEXT;
  }
}

function choiceControl(
  { formName }: FieldItem,
  { choices }: Extract<FieldType, { kind: 'choice' }>,
  { values, words, languageId, content }: PageView,
  attributes: Html,
): Html {
  const chosen = values.get(formName) ?? '';
  return html`<select ${attributes} autocomplete="off">
    <option value="" ${ownWordsLang(languageId)}>${words.pleaseChoose}</option>
    ${choices.map(({ value, caption }) => {
      const said = saidIn(caption, languageId, ...content.languages);
      const lang = textLang(said?.languageId ?? languageId, languageId);
      return html`<option value="${value}" ${lang} ${value === chosen && html`selected`}>
        ${said?.text ?? value}
      </option>`;
    })}
  </select>`;
}
