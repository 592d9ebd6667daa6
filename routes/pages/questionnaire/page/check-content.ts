import { hrefOf } from '../view/candidate-link.js';
import { itemTitle, listByPage, type Place } from './list-by-page.js';
import { html, type Html } from '../../html.js';
import { ownWordsLang } from '../../page-shell.js';
import { openItems, type PageView } from '../view/candidate-view.js';

/**
 * Makes the text of the last page before the answers are sent: what is missing and what was left out, or that
 * everything is answered.
 */
export function checkContent(view: PageView): Html {
  const { words, items, values, languageId } = view;
  const open = openItems(view);
  const skipped = items.filter(({ question, name }) => question.optional && !values.has(name));
  return html`<div class="check" ${ownWordsLang(languageId)}>
    ${
      open.length > 0
        ? html`<p>${words.openOnes}</p>
            ${placeList(open, view)}`
        : html`<p>${words.allAnswered}</p>`
    }
    ${
      skipped.length > 0 &&
      html`<p class="hint">${words.skippedOnes}</p>
        ${placeList(skipped, view)}`
    }
  </div>`;
}

function placeList(places: readonly Place[], view: PageView): Html {
  const { link, languageId } = view;
  return listByPage(places, view, ({ page, id, name }) => {
    const href = hrefOf(link, { page, languageId, fragment: id });
    return html`<a href="${href}">${itemTitle(name, view)}</a>`;
  });
}
