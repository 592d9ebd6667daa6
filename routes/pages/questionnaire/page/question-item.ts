import { textIn } from '../../../../engine/position/texts.js';
import { choiceList } from './choice-list.js';
import { faultNote } from './fault-note.js';
import { html, type Html } from '../../html.js';
import { ownWordsLang } from '../../page-shell.js';
import { type Item, type PageView } from '../view/candidate-view.js';

/**
 * Makes one question with its choices or a box for its text, and with the fault of its answer if there is one. The item
 * as a whole is what a link leads to: a link to its first control would put the question itself below the sticky bar.
 */
export function questionItem(item: Item, view: PageView, fault: string | undefined): Html {
  return item.question.type === 'choice' ? choiceItem(item, view, fault) : textItem(item, view, fault);
}

// The role is `radiogroup`, because it may have `aria-required` and `aria-invalid`. A plain group may not.
function choiceItem(item: Item, view: PageView, fault: string | undefined): Html {
  const { id, name, question } = item;
  return html`<fieldset
    class="item"
    id="${id}"
    tabindex="-1"
    role="radiogroup"
    data-item="${name}"
    aria-describedby="${id}-fault"
    ${!question.optional && html`aria-required="true"`}
    ${fault !== undefined && html`aria-invalid="true"`}
  >
    <legend>${questionText(item, view)}</legend>
    ${faultNote(id, fault, view)} ${choiceList(item, view)}
  </fieldset>`;
}

function textItem(item: Item, view: PageView, fault: string | undefined): Html {
  const { id, name, question } = item;
  return html`<div class="item" id="${id}" tabindex="-1" data-item="${name}">
    <label for="${id}-1">${questionText(item, view)}</label>
    <p class="hint" id="${id}-hint" ${ownWordsLang(view.languageId)}>${view.words.atMost(question.maxLength)}</p>
    ${faultNote(id, fault, view)}
    ${textArea(
      html`id="${id}-1" name="${name}" rows="6" dir="auto" autocomplete="off" aria-describedby="${id}-hint ${id}-fault"
      ${!question.optional && html`aria-required="true"`} ${fault !== undefined && html`aria-invalid="true"`}`,
      view.values.get(name) ?? '',
    )}
  </div>`;
}

// Browsers drop a newline at the beginning of a textarea. So the template has one before the text.
function textArea(attributes: Html, text: string): Html {
  // prettier-ignore
  return html`<textarea ${attributes}>
${text}</textarea>`;
}

function questionText({ number, question }: Item, view: PageView): Html {
  const optional = html` <span class="hint" ${ownWordsLang(view.languageId)}>(${view.words.optional})</span>`;
  return html`<span class="number">${number}.</span>
    <span class="text">${wordsOf(question.text, view)}</span> ${question.optional && optional}`;
}

function wordsOf(texts: Record<string, string>, { languageId, content }: PageView): string {
  return textIn(texts, languageId, ...content.languages);
}
