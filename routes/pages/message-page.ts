import { html, type HtmlValue } from './html.js';
import { type PageAssets } from './page-assets.js';
import { ownWordsLang, pageShell } from './page-shell.js';

export interface MessageParts {
  languageId: string;
  assets: PageAssets;
  /** The subject of the message. It is also the CSS class. */
  state: string;
  title: string;
  text: string;
  header?: HtmlValue;
  /** The name of what the browser keeps for this link and may now forget. */
  overKey?: string | undefined;
  /** The link to the next step. */
  link?: { href: string; text: string } | undefined;
}

/** Makes a page that only states the situation of a questionnaire or a report, in the program's own words. */
export function messagePage({ languageId, assets, state, title, text, header, overKey, link }: MessageParts): string {
  return pageShell({
    languageId,
    title,
    stylesheets: [assets.url('shell.css'), assets.url('candidate.css')],
    icon: assets.url('icon.svg'),
    ...(overKey !== undefined && { scripts: [assets.url('questionnaire.js')] }),
    header,
    content: html`<div
      class="state ${state}"
      ${overKey !== undefined && html`data-over="${overKey}"`}
      ${ownWordsLang(languageId)}
    >
      <h1>${title}</h1>
      <p>${text}</p>
      ${link && html`<p><a class="button" href="${link.href}">${link.text}</a></p>`}
    </div>`,
  });
}
