import { type Request } from 'express';
import { html, type HtmlValue } from './html.js';
import { htmlLanguage } from './html-language.js';
import { type PageAssets } from './page-assets.js';
import { pageShell } from './page-shell.js';
import { pageWords, WORDS_LANGUAGES } from './page-words.js';
import { type PageWords } from './page-words/eng.js';

/** How things stand when there is no questionnaire to show. */
export type PageState =
  'done' | 'expired' | 'cancelled' | 'unknown' | 'tooMany' | 'badRequest' | 'unavailable' | 'failed';

export interface StatePageOptions {
  languageId: string;
  assets: PageAssets;
  header?: HtmlValue;
  /** Where "try again" leads; no such link without it. */
  retryHref?: string;
}

/** A page that only says how things stand. */
export function statePage(state: PageState, { languageId, assets, header, retryHref }: StatePageOptions): string {
  const own = pageWords(languageId);
  const title = own.words[`${state}Title` satisfies keyof PageWords];
  return pageShell({
    // All that it says are the program's own words.
    languageId: header === undefined ? own.languageId : languageId,
    title,
    stylesheets: [assets.url('candidate.css')],
    icon: assets.url('icon.svg'),
    header,
    content: html`<div class="state ${state}" lang="${htmlLanguage(own.languageId).tag}">
      <h1>${title}</h1>
      <p>${own.words[`${state}Text`]}</p>
      ${retryHref !== undefined && html`<p><a class="button" href="${retryHref}">${own.words.tryAgain}</a></p>`}
    </div>`,
  });
}

/** The language to speak to a visitor in of whom nothing is known but the request: what its address or its browser asks for. */
export function visitorLanguage(req: Request): string {
  const asked = req.query.language_id;
  if (typeof asked === 'string' && WORDS_LANGUAGES.includes(asked)) return asked;
  // English first: a browser that takes anything gets it.
  const languages = ['eng', ...WORDS_LANGUAGES];
  const tag = req.acceptsLanguages(languages.map((languageId) => htmlLanguage(languageId).tag));
  return languages.find((languageId) => htmlLanguage(languageId).tag === tag) ?? 'eng';
}
