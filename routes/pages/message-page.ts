import { html, type HtmlValue } from './html.js';
import { type PageAssets } from './page-assets.js';
import { ownWordsLang, pageShell } from './page-shell.js';

export interface MessageParts {
  languageId: string;
  assets: PageAssets;
  /** What the message is about; its class. */
  state: string;
  title: string;
  text: string;
  header?: HtmlValue;
  /** Where to go from here. */
  link?: { href: string; text: string } | undefined;
}

/** A page that only says how things stand, in the program's own words: of a questionnaire as of a report. */
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
