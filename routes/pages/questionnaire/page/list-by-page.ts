import { languageOf } from '../../../../engine/languages/languages.js';
import { textIn } from '../../../../engine/position/texts.js';
import { html, type Html } from '../../html.js';
import { htmlLanguage } from '../../html-language.js';
import { textLang } from '../../page-shell.js';
import { type PageView } from '../view/candidate-view.js';
import { CONSENT } from './privacy-notice.js';

/** A place of the questionnaire. */
export interface Place {
  /** The start is page 0. */
  page: number;
  id: string;
  /** The name of the item's control. */
  name: string;
}

const LONGEST_TITLE = 80;

/**
 * Lists places by their pages. Each page can be folded and has the number of its places. The page `unfolded` is open,
 * or else the first one. A single page is a plain list. The script strikes off what is answered meanwhile.
 */
export function listByPage<P extends Place>(
  places: readonly P[],
  view: PageView,
  entry: (place: P) => Html,
  unfolded?: number,
): Html {
  const { words, pages } = view;
  const groups = new Map<number, P[]>();
  for (const place of places) groups.set(place.page, [...(groups.get(place.page) ?? []), place]);
  const list = (group: readonly P[]) =>
    html`<ul>
      ${group.map(
        (place) =>
          html`<li data-listed="${place.name}">
            ${entry(place)}<span class="visually-hidden" hidden>${words.colon}${words.answered}</span>
          </li>`,
      )}
    </ul>`;
  if (groups.size === 1) return list(places);
  const open = unfolded !== undefined && groups.has(unfolded) ? unfolded : Math.min(...groups.keys());
  return html`${[...groups]
    .sort(([one], [other]) => one - other)
    .map(
      ([page, group]) =>
        html`<details ${page === open && html`open`}>
          <summary>
            ${page === 0 ? words.start : words.pageOf(page, pages)}
            <span class="count" data-count="${words.toDo('{n}')}">${words.toDo(String(group.length))}</span>
          </summary>
          ${list(group)}
        </details>`,
    )}`;
}

/**
 * Names an item: a question by its number and its own words, a field by its label, the consent by what it is about. A
 * short name of a question is without its words.
 */
export function itemTitle(
  name: string,
  { items, fields, words, languageId, content }: PageView,
  length: 'whole' | 'short' = 'whole',
): Html {
  // The list as a whole is in the language of the program's own words.
  const own = languageOf(languageId).languageId;
  if (name === CONSENT) return html`<bdi>${words.yourData}</bdi>`;
  const item = items.find((one) => one.name === name);
  if (!item) {
    const label = fields.find(({ formName }) => formName === name)?.label ?? { text: name, languageId: own };
    return html`<bdi${textLang(label.languageId, own)}>${label.text}</bdi>`;
  }
  const number = html`<bdi>${words.questionOf(item.number)}</bdi>`;
  if (length === 'short') return number;
  const { tag, dir } = htmlLanguage(languageId);
  const text = shortened(textIn(item.question.text, languageId, ...content.languages));
  return html`${number}${words.colon}<bdi lang="${tag}" dir="${dir}">${text}</bdi>`;
}

/** The first words of a text, cut between two of them where that is possible. */
function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  const characters = [...line];
  if (characters.length <= LONGEST_TITLE) return line;
  const cut = characters.slice(0, LONGEST_TITLE).join('');
  return `${cut.includes(' ') ? cut.slice(0, cut.lastIndexOf(' ')) : cut}…`;
}
