import { hrefOf } from '../view/candidate-link.js';
import { itemTitle } from './error-summary.js';
import { html, type Html } from '../../html.js';
import { ownWordsLang } from '../../page-shell.js';
import { openItems, type CandidateView } from '../view/candidate-view.js';

/**
 * Makes the text of the last page before the answers are sent: what is missing and what was left out, or that
 * everything is answered.
 */
export function checkContent(view: CandidateView): Html {
  const { words, items, values, languageId } = view;
  const open = openItems(view);
  const skipped = items.filter(({ question, name }) => question.optional && !values.has(name));
  return html`<div class="check" ${ownWordsLang(languageId)}>
    ${
      open.length > 0
        ? html`<p>${words.openOnes}</p>
            ${links(open, view)}`
        : html`<p>${words.allAnswered}</p>`
    }
    ${
      skipped.length > 0 &&
      html`<p class="hint">${words.skippedOnes}</p>
        ${links(skipped, view)}`
    }
  </div>`;
}

function links(places: { page: number; id: string; name: string }[], view: CandidateView): Html {
  const { link, languageId } = view;
  return html`<ul>
    ${places.map(
      ({ page, id, name }) =>
        html`<li>
          <a href="${hrefOf(link, { page, languageId, fragment: id })}"><bdi>${itemTitle(name, view)}</bdi></a>
        </li>`,
    )}
  </ul>`;
}
