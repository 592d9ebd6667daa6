import { html, type Html, type HtmlValue } from '../../html.js';
import { languageSwitch, pageShell } from '../../page-shell.js';
import { reportAnswers } from './report-answers.js';
import { type ReportContent } from '../content/report-content.js';
import { reportDecisions } from './report-decisions.js';
import { type ReportSpeech, reportSpeech } from './report-speech.js';
import { reportTraits } from './report-traits.js';

export interface ReportPageParts extends Partial<Links> {
  content: ReportContent;
  languageId: string;
  stylesheets: string[];
  /** What the page may load, where no header of an answer says so. */
  policy?: string;
  icon?: string;
}

/** Where the page leads to; none of it on paper. */
interface Links {
  /** Of the position. */
  languages: readonly string[];
  /** The same report in another language, relative. */
  hrefOf: (languageId: string) => string;
  /** The PDF, relative, if there can be one. */
  pdfHref: string | undefined;
}

/** The report as a whole document; the same one is printed as PDF. */
export function reportPage({ content, languageId, stylesheets, policy, icon, ...links }: ReportPageParts): string {
  const speech = reportSpeech(languageId);
  const name = content.candidate || speech.words.unnamed;
  return pageShell({
    languageId,
    title: `${plain(name)} – ${content.reportName}`,
    stylesheets,
    ...(policy !== undefined && { policy }),
    ...(icon !== undefined && { icon }),
    header: header(languageId, links, speech),
    content: html`<article class="report">
      ${cover(content, name, speech)} ${content.scored ? reportDecisions(content, speech) : noScores(speech)}
      ${content.scored && reportTraits(content, speech)} ${reportAnswers(content, speech)}
    </article>`,
  });
}

function header(languageId: string, links: Partial<Links>, { words, own }: ReportSpeech): HtmlValue {
  const { languages = [], hrefOf = () => '', pdfHref } = links;
  const pdf = pdfHref !== undefined && html`<a class="pdf" href="${pdfHref}" ${own}>${words.savePdf}</a>`;
  return [languageSwitch(languages, languageId, hrefOf), pdf];
}

function cover(content: ReportContent, name: string, { words, own, day }: ReportSpeech): Html {
  const { reportName, account, completed, introduction } = content;
  return html`<section class="cover">
<p class="report-name">${reportName}</p>
<h1><bdi>${name}</bdi></h1>
<dl class="facts">
<div><dt${own}>${words.preparedFor}</dt><dd><bdi>${account}</bdi></dd></div>
<div><dt${own}>${words.completedOn}</dt><dd><time datetime="${completed}">${day(completed)}</time></dd></div>
</dl>
${introduction !== '' && html`<p class="introduction">${introduction}</p>`}
</section>`;
}

const noScores = ({ words, own }: ReportSpeech): Html => html`<section><p${own}>${words.noScores}</p></section>`;

/** A title can't hold an element that keeps a name's direction to itself. */
const plain = (name: string): string => name.replace(/\p{Bidi_Control}/gu, '');
