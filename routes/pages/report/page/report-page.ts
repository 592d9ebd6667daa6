import { html, type Html, type HtmlValue } from '../../html.js';
import { languageSwitch, pageShell } from '../../page-shell.js';
import { reportAnswers } from './report-answers.js';
import { type ReportContent } from '../content/report-content.js';
import { reportDecisions } from './report-decisions.js';
import { type ReportSpeech, reportSpeech } from './report-speech.js';
import { reportTraits } from './report-traits.js';

export interface ReportPageParts extends Partial<Links> {
  content: ReportContent;
  /** The account's logo or name. */
  brand: Html;
  languageId: string;
  stylesheets: string[];
  /** A stylesheet inside of the page, such as `runningHead`. */
  style?: string;
  /** The policy of what the page may load, for a page that is not served with headers. */
  policy?: string;
  icon?: string;
}

/** The links of the page. The printed report has none of them. */
interface Links {
  /** The languages of the position. */
  languages: readonly string[];
  /** Gives the relative address of the same report in another language. */
  hrefOf: (languageId: string) => string;
  /** The relative address of the PDF; undefined when nothing can print one. */
  pdfHref: string | undefined;
}

/** Makes the report as a whole document. The PDF is printed from the same document. */
export function reportPage({
  content,
  brand,
  languageId,
  stylesheets,
  style,
  policy,
  icon,
  ...links
}: ReportPageParts): string {
  const speech = reportSpeech(languageId);
  const name = content.candidate || speech.words.unnamed;
  return pageShell({
    languageId,
    title: `${plain(name)} – ${content.reportName.text}`,
    stylesheets,
    ...(style !== undefined && { style }),
    ...(policy !== undefined && { policy }),
    ...(icon !== undefined && { icon }),
    header: header(languageId, links, speech),
    content: html`<article class="report">
      ${brand} ${cover(content, name, speech)} ${content.scored ? reportDecisions(content, speech) : noScores(speech)}
      ${content.scored && reportTraits(content, speech)} ${reportAnswers(content, speech)}
    </article>`,
  });
}

function header(languageId: string, links: Partial<Links>, { words, own }: ReportSpeech): HtmlValue {
  const { languages = [], hrefOf = () => '', pdfHref } = links;
  const pdf = pdfHref !== undefined && html`<a class="pdf" href="${pdfHref}" ${own}>${words.savePdf}</a>`;
  return [languageSwitch(languages, languageId, hrefOf), pdf];
}

function cover(content: ReportContent, name: string, { words, own, lang, day }: ReportSpeech): Html {
  const { reportName, account, completed, consented, introduction } = content;
  const fact = (term: string, on: string) =>
    html`<div><dt${own}>${term}</dt><dd><time datetime="${on}">${day(on)}</time></dd></div>`;
  return html`<section class="cover">
<p class="report-name"><bdi${lang(reportName.languageId)}>${reportName.text}</bdi></p>
<h1><bdi>${name}</bdi></h1>
<dl class="facts">
<div><dt${own}>${words.preparedFor}</dt><dd><bdi>${account}</bdi></dd></div>
${fact(words.completedOn, completed)}
${consented !== undefined && fact(words.consentOn, consented)}
</dl>
${introduction !== '' && html`<p class="introduction">${introduction}</p>`}
</section>`;
}

const noScores = ({ words, own }: ReportSpeech): Html => html`<section><p${own}>${words.noScores}</p></section>`;

/**
 * Removes the characters that control direction. The page isolates a name in an element, but a title cannot hold
 * elements.
 */
const plain = (name: string): string => name.replace(/\p{Bidi_Control}/gu, '');
