import { positionName } from '../../../../engine/position/position-names.js';
import { textIn } from '../../../../engine/position/texts.js';
import { deviceKey, hrefOf, type PageAddress, type PreviewLink } from '../view/candidate-link.js';
import { stampsOf } from '../view/value-stamp.js';
import { checkContent } from './check-content.js';
import { errorSummary, type ListedFault } from './error-summary.js';
import { fieldItem } from './field-item.js';
import { brandFoot, brandHead, brandStylesheets } from '../../page-brand.js';
import { html, type Html } from '../../html.js';
import { type PageAddresses } from '../../page-assets.js';
import { languageButtons, languageSwitch, ownWordsLang, pageShell, textLang } from '../../page-shell.js';
import { CONSENT, privacyNotice } from './privacy-notice.js';
import { progressBar, saveState } from './progress-bar.js';
import { remindersNote } from './reminders-note.js';
import { startFacts } from './start-facts.js';
import { questionItem } from './question-item.js';
import { openItems, type PageView } from '../view/candidate-view.js';

const FORM_ID = 'form';

/** The name of the control that carries the marks of the values on the page (`valueStamp`). */
export const SEEN = 'seen';

export interface PageChoice {
  /** 0 is the start, `pages + 1` is the last page, where the answers are sent. */
  page: number;
  /** The faults of what was just sent, by the names of controls. */
  faults?: ReadonlyMap<string, string>;
  /** Show what is missing: everything, or what is on this page. */
  check?: PageAddress['check'];
}

/** Makes one page of the questionnaire as HTML. */
export function questionnairePage(view: PageView, choice: PageChoice, assets: PageAddresses): string {
  const { page } = choice;
  const { words, languageId, content, identity } = view;
  const faults = listFaults(view, choice);
  const name = positionName(content, languageId);
  const nameLang = textLang(name.languageId, languageId);
  const title = titleOf(view, page) ?? name.text;
  const position = html`<p class="position"><bdi${nameLang}>${name.text}</bdi></p>`;
  return pageShell({
    languageId,
    title: `${faults.length > 0 ? words.error + words.colon : ''}${title === name.text ? '' : `${title} – `}${name.text}`,
    stylesheets: [assets.url('shell.css'), assets.url('candidate.css'), ...brandStylesheets(identity, assets)],
    icon: assets.url('icon.svg'),
    // The script keeps and saves answers.
    scripts: isPreview(view) ? [] : [assets.url('questionnaire.js')],
    header: html`${brandHead(identity, assets)} ${page === 0 ? undefined : position} ${languages(view, page)}`,
    footer: brandFoot(identity, languageId),
    content: html`
      ${errorSummary(faults, view, page)}
      <h1><bdi${page === 0 ? nameLang : ownWordsLang(languageId)}>${title}</bdi></h1>
      ${form(view, choice, bodyOf(view, page, new Map(faults.map(({ name, fault }) => [name, fault]))))}
      ${page === 0 && remindersNote(view)}
    `,
  });
}

const isPreview = ({ link }: PageView): boolean => 'version' in link;

// On a page with something to fill in, the switch sends the form, so that nothing typed is lost.
function languages(view: PageView, page: number): Html | undefined {
  const { content, languageId, link, pages } = view;
  if (page <= pages && !isPreview(view)) return languageButtons(content.languages, languageId, FORM_ID);
  return languageSwitch(content.languages, languageId, (other) => hrefOf(link, { page, languageId: other }));
}

/** The title of a page. The start has none of its own and is called like the position. */
function titleOf({ words, pages }: PageView, page: number): string | undefined {
  if (page === 0) return undefined;
  return page > pages ? words.check : words.pageOf(page, pages);
}

// `novalidate` is set because the browser's own messages would be in its language and not in the page's.
function form(view: PageView, { page, check }: PageChoice, body: Html): Html {
  const { link, languageId, words, pages } = view;
  if ('version' in link) return formToLookAt(view, { page, link, body });
  return html`<form
    id="${FORM_ID}"
    method="post"
    action="${hrefOf(link, { page, languageId })}"
    data-save="${hrefOf(link, { path: 'save', languageId })}"
    data-device="${deviceKey(link)}"
    ${view.privacy?.consent === 'needed' && html`data-waits`}
    novalidate
    accept-charset="utf-8"
  >
    <input
      type="hidden"
      autocomplete="off"
      name="${SEEN}"
      value="${JSON.stringify(stampsOf(view.kept, namesOn(view, page)))}"
    />
    ${body}
    <div class="buttons" ${ownWordsLang(languageId)}>
      <button class="primary" name="go" value="${page > pages ? 'submit' : 'next'}">
        ${forward(words, page, pages)}
      </button>
      ${check === 'page' && html`<button name="go" value="later">${words.later}</button>`}
      ${page > 0 && html`<button name="go" value="back">${words.back}</button>`}
    </div>
  </form>`;
}

/** Makes the same to look at: nothing can be sent, and the buttons are links to the other pages. */
function formToLookAt(
  { words, pages, languageId }: PageView,
  { page, link, body }: { page: number; link: PreviewLink; body: Html },
): Html {
  const to = (other: number) => hrefOf(link, { page: other });
  return html`${body}
    <div class="buttons" ${ownWordsLang(languageId)}>
      <a class="button primary" href="${to(page + 1)}">${forward(words, page, pages)}</a>
      ${page > 0 && html`<a class="button" href="${to(page - 1)}">${words.back}</a>`}
    </div>`;
}

function namesOn({ fields, items }: PageView, page: number): string[] {
  if (page === 0) return fields.map(({ formName }) => formName);
  return items.filter((item) => item.page === page).map(({ name }) => name);
}

function forward(words: PageView['words'], page: number, pages: number): string {
  if (page > pages) return words.submit;
  return page === 0 ? words.begin : words.next;
}

function bodyOf(view: PageView, page: number, faults: ReadonlyMap<string, string>): Html {
  if (page === 0) return startBody(view, faults);
  if (page > view.pages) return html`${progressBar(view)}${checkContent(view)}`;
  const items = view.items.filter((item) => item.page === page);
  return html`${progressBar(view)}${items.map((item) => questionItem(item, view, faults.get(item.name)))}`;
}

function startBody(view: PageView, faults: ReadonlyMap<string, string>): Html {
  const { content, languageId, words, fields } = view;
  const introduction = textIn(content.questionnaire.introduction, languageId, ...content.languages);
  return html`
    ${startFacts(view)} ${introduction !== '' && html`<p class="introduction">${introduction}</p>`}
    <p class="hint" ${ownWordsLang(languageId)}>${words.howItWorks}</p>
    ${
      fields.length > 0 &&
      html`<h2 ${ownWordsLang(languageId)}>${words.aboutYou}</h2>
        ${fields.map((field) => fieldItem(field, view, faults.get(field.formName)))} ${saveState(view)}`
    }
    ${privacyNotice(view, faults.get(CONSENT))}
  `;
}

function listFaults(view: PageView, { page, faults, check }: PageChoice): ListedFault[] {
  const { words, link, languageId } = view;
  const places = new Map<string, { page: number; id: string }>([
    ...view.fields.map(({ formName, id }) => [formName, { page: 0, id }] as const),
    ...view.items.map((item) => [item.name, item] as const),
    [CONSENT, { page: 0, id: CONSENT }],
  ]);
  const all = new Map(faults);
  if (check) {
    for (const { name, page: at } of openItems(view)) {
      if (check === 'page' && at !== page) continue;
      if (!all.has(name)) all.set(name, at === 0 ? words.fieldIsMissing : words.isMissing);
    }
  }
  return [...all].map(([name, fault]) => {
    const { page: at, id } = places.get(name)!;
    const elsewhere = hrefOf(link, { page: at, check: 'all', languageId, fragment: id });
    return { name, fault, page: at, id, href: at === page ? `#${id}` : elsewhere };
  });
}
