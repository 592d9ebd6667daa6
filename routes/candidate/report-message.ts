import { html } from './html.js';
import { type PageAssets } from './page-assets.js';
import { languageSwitch, ownWordsLang, pageShell } from './page-shell.js';
import { pageWords } from './page-words.js';
import { type ReportVisit } from './report-of-link.js';
import { type ReportWords, reportWords } from './report-words.js';

/** What there is to say in place of a report. */
export type ReportState = 'notCompleted' | 'expired' | 'cancelled' | 'noPdf' | 'pdfLater' | 'unavailable' | 'failed';

export interface ReportMessageParts {
  languageId: string;
  assets: PageAssets;
  /** Absent when a fault came before it was known. */
  visit?: ReportVisit;
  /** Whether to lead to the report as a page. */
  toReport?: boolean;
}

/** A page that says why there is no report, or no PDF of it. */
export function reportMessage(
  state: ReportState,
  { languageId, assets, visit, toReport = false }: ReportMessageParts,
): string {
  const words = reportWords(languageId);
  const own = ownWordsLang(languageId);
  const title = titleOf(state, words, languageId);
  return pageShell({
    languageId,
    title,
    stylesheets: [assets.url('report.css')],
    icon: assets.url('icon.svg'),
    ...(visit && {
      header: languageSwitch(visit.content.languages, languageId, (other) => visit.hrefOf('rep_link.html', other)),
    }),
    content: html`<div class="message" ${own}>
      <h1>${title}</h1>
      <p>${words[`${state}Text`]}</p>
      ${toReport && visit && html`<p><a href="${visit.hrefOf('rep_link.html', languageId)}">${words.toReport}</a></p>`}
    </div>`,
  });
}

function titleOf(state: ReportState, words: ReportWords, languageId: string): string {
  if (state === 'unavailable' || state === 'failed') return pageWords(languageId).words[`${state}Title`];
  return words[`${state}Title`];
}
