import { type ShownIdentity } from '../../engine/identity/shown-identity.js';
import { brandFoot, brandHead, brandStylesheets } from './page-brand.js';
import { html, type Html, type HtmlValue } from './html.js';
import { type PageAddresses } from './page-assets.js';
import { ownWordsLang, pageShell } from './page-shell.js';

export interface MessageParts {
  languageId: string;
  assets: PageAddresses;
  /** The subject of the message. It is also the CSS class. */
  state: string;
  title: string;
  text: string;
  header?: HtmlValue;
  /** The account that the page is about, if it is known. */
  identity?: ShownIdentity | undefined;
  /** The name of what the browser keeps for this link and may now forget. */
  overKey?: string | undefined;
  /** A form below the text. */
  form?: Html | undefined;
  /** The link to the next step. */
  link?: { href: string; text: string } | undefined;
}

/** Makes a page that only states the situation of a questionnaire or a report, in the program's own words. */
export function messagePage({ identity, header, ...parts }: MessageParts): string {
  const { languageId, assets, state, title, text, overKey, form, link } = parts;
  return pageShell({
    languageId,
    title,
    stylesheets: [
      assets.url('shell.css'),
      assets.url('candidate.css'),
      ...(identity ? brandStylesheets(identity, assets) : []),
    ],
    icon: assets.url('icon.svg'),
    ...(overKey !== undefined && { scripts: [assets.url('questionnaire.js')] }),
    header: identity ? [brandHead(identity, assets), header] : header,
    footer: identity && brandFoot(identity, languageId),
    content: html`<div
      class="state ${state}"
      ${overKey !== undefined && html`data-over="${overKey}"`}
      ${ownWordsLang(languageId)}
    >
      <h1>${title}</h1>
      <p>${text}</p>
      ${form} ${link && html`<p><a class="button" href="${link.href}">${link.text}</a></p>`}
    </div>`,
  });
}
