import { textIn } from '../../../../engine/position/texts.js';
import { choiceLayout, endsOf } from './choice-layout.js';
import { html, type Html } from '../../html.js';
import { ownWordsLang } from '../../page-shell.js';
import { type Item, type PageView } from '../view/candidate-view.js';

/**
 * Makes the choices of a question, all in one row or all in one column. A numbered row hides the words of its points
 * from the eye only, so that each point is still called by them. "No answer" is no point of a scale and stands apart.
 */
export function choiceList({ id, name, question }: Item, view: PageView): Html {
  const { content, languageId, words, values } = view;
  const { rowFrom, numbered } = choiceLayout(question, content);
  const texts = question.choices.map(({ text }) => textIn(text, languageId, ...content.languages));
  const radio = (index: number, a: string) =>
    html`<input
      type="radio"
      id="${id}-${index + 1}"
      name="${name}"
      value="${a}"
      ${a === (values.get(name) ?? (question.optional ? '' : undefined)) && html`checked`}
    />`;
  return html`<div class="choices ${rowFrom !== undefined && `row-${rowFrom}`} ${numbered && 'numbered'}">
    <div class="points">
      ${question.choices.map(
        ({ a }, index) =>
          html`<label class="choice"
            >${radio(index, String(a))} ${numbered && html`<b class="point" aria-hidden="true">${index + 1}</b>`}
            <span class="words">${texts[index]}</span></label
          >`,
      )}
    </div>
    ${
      numbered &&
      html`<div class="ends" aria-hidden="true">${endsOf(texts).map((text) => html`<span>${text}</span>`)}</div>`
    }
    ${
      question.optional &&
      html`<label class="choice none" ${ownWordsLang(languageId)}
        >${radio(question.choices.length, '')} <span>${words.noAnswer}</span></label
      >`
    }
  </div>`;
}
