import { type Request } from 'express';
import { type ShownIdentity } from '../../engine/identity/shown-identity.js';
import { type Html, type HtmlValue } from './html.js';
import { messagePage } from './message-page.js';
import { type PageAddresses } from './page-assets.js';
import { type PageFault } from './page-errors.js';
import { type PageWords } from '../../engine/languages/eng.js';
import { acceptedLanguage } from '../../engine/languages/accepted-language.js';
import { LANGUAGE_IDS, languageOf } from '../../engine/languages/languages.js';

/** The situations in which there is no questionnaire to show. */
export type PageState = 'done' | 'expired' | 'cancelled' | 'unknown' | 'tooMany' | 'refused' | PageFault;

export interface StatePageOptions {
  languageId: string;
  assets: PageAddresses;
  header?: HtmlValue;
  identity?: ShownIdentity;
  /** The account's own words for this situation. */
  ownWords?: { title?: string; text?: string } | undefined;
  /** A form below the text. */
  form?: Html | undefined;
  /** The address of "try again". Without it there is no such link. */
  retryHref?: string | undefined;
  /** The name of what the browser keeps for this link and may now forget. */
  overKey?: string;
}

/** Makes a page that only states the situation of a questionnaire. */
export function statePage(
  state: PageState,
  { languageId, assets, header, identity, ownWords, form, retryHref, overKey }: StatePageOptions,
): string {
  const own = languageOf(languageId);
  return messagePage({
    // Without a header the page has only the program's own words.
    languageId: header === undefined && ownWords === undefined ? own.languageId : languageId,
    assets,
    state,
    title: ownWords?.title ?? own.pages[`${state}Title` satisfies keyof PageWords],
    text: ownWords?.text ?? own.pages[`${state}Text`],
    header,
    identity,
    overKey,
    form,
    link: retryHref === undefined ? undefined : { href: retryHref, text: own.pages.tryAgain },
  });
}

/**
 * Chooses the language for a visitor who is known only by the request: the one that its address or its browser asks
 * for.
 */
export function visitorLanguage(req: Request): string {
  const asked = req.query.language_id;
  if (typeof asked === 'string' && LANGUAGE_IDS.includes(asked)) return asked;
  return acceptedLanguage(req.get('accept-language'), LANGUAGE_IDS) ?? 'eng';
}
