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
  /** The link to the next step. */
  link?: { href: string; text: string } | undefined;
}

/** Makes a page that only states the situation of a questionnaire or a report, in the program's own words. */
export function messagePage({ languageId, assets, state, title, text, header, link }: MessageParts): string {
  return pageShell({
    languageId,
    title,
    stylesheets: [assets.url('shell.css'), assets.url('candidate.css')],
    icon: assets.url('icon.svg'),
    header,
    content: html`<div class="state ${state}" ${ownWordsLang(languageId)}>
      <h1>${title}</h1>
      <p>${text}</p>
      ${link && html`<p><a class="button" href="${link.href}">${link.text}</a></p>`}
    </div>`,
  });
}
