import { messagePage } from '../message-page.js';
import { type PageAssets } from '../page-assets.js';
import { type PageFault } from '../page-errors.js';
import { languageSwitch } from '../page-shell.js';
import { languageOf } from '../../../engine/languages/languages.js';
import { type ReportVisit } from './content/report-of-link.js';

/** The reasons why a page is shown in place of a report. */
export type ReportState = 'notCompleted' | 'expired' | 'cancelled' | 'noPdf' | 'pdfLater' | PageFault;

export interface ReportMessageParts {
  languageId: string;
  assets: PageAssets;
  /** Absent when an error came before the visit was known. */
  visit?: ReportVisit;
  /** Whether there is a link to the report as a page. */
  toReport?: boolean;
}

/** Makes a page that says why there is no report, or no PDF of it. */
export function reportMessage(
  state: ReportState,
  { languageId, assets, visit, toReport = false }: ReportMessageParts,
): string {
  const { report: words } = languageOf(languageId);
  const { title, text } = sayingOf(state, languageId);
  const header =
    visit && languageSwitch(visit.content.languages, languageId, (other) => visit.hrefOf('rep_link.html', other));
  const link =
    toReport && visit ? { href: visit.hrefOf('rep_link.html', languageId), text: words.toReport } : undefined;
  return messagePage({ languageId, assets, state, title, text, header, link });
}

function sayingOf(state: ReportState, languageId: string): { title: string; text: string } {
  const { report: words, pages: shared } = languageOf(languageId);
  // A request for a report sends nothing, so only its link can be wrong.
  if (state === 'badRequest') return { title: shared.unknownTitle, text: shared.unknownText };
  const text = words[`${state}Text`];
  if (state === 'unavailable' || state === 'failed') return { title: shared[`${state}Title`], text };
  return { title: words[`${state}Title`], text };
}
