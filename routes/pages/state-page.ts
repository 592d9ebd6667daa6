import { type Request } from 'express';
import { type HtmlValue } from './html.js';
import { htmlLanguage } from './html-language.js';
import { messagePage } from './message-page.js';
import { type PageAssets } from './page-assets.js';
import { type PageFault } from './page-errors.js';
import { pageWords, WORDS_LANGUAGES } from './words/page-words.js';
import { type PageWords } from './words/eng.js';

/** How things stand when there is no questionnaire to show. */
export type PageState = 'done' | 'expired' | 'cancelled' | 'unknown' | 'tooMany' | 'refused' | PageFault;

export interface StatePageOptions {
  languageId: string;
  assets: PageAssets;
  header?: HtmlValue;
  /** Where "try again" leads; no such link without it. */
  retryHref?: string | undefined;
}

/** A page that only says how things stand with a questionnaire. */
export function statePage(state: PageState, { languageId, assets, header, retryHref }: StatePageOptions): string {
  const own = pageWords(languageId);
  return messagePage({
    // Without a header all that it says are the program's own words.
    languageId: header === undefined ? own.languageId : languageId,
    assets,
    state,
    title: own.words[`${state}Title` satisfies keyof PageWords],
    text: own.words[`${state}Text`],
    header,
    link: retryHref === undefined ? undefined : { href: retryHref, text: own.words.tryAgain },
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
