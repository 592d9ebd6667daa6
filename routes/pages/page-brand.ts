import { languageOf } from '../../engine/languages/languages.js';
import { type ShownIdentity } from '../../engine/identity/shown-identity.js';
import { html, type Html } from './html.js';
import { type PageAddresses } from './page-assets.js';
import { ownWordsLang } from './page-shell.js';

/** Makes the account's logo, or its name, for the top of a page. `src` is where the logo is, if not at our address. */
export function brandHead({ name, logo }: ShownIdentity, assets: Pick<PageAddresses, 'base'>, src?: string): Html {
  const picture =
    logo &&
    html`<img
      src="${src ?? `${assets.base}/logo/${logo.hash}`}"
      alt="${name}"
      width="${Math.max(1, logo.width)}"
      height="${Math.max(1, logo.height)}"
    />`;
  return html`<p class="brand">${picture ?? html`<bdi>${name}</bdi>`}</p>`;
}

/**
 * Makes whom the candidate can ask, for the bottom of a page. Each line has its own direction: a telephone number would
 * else be turned around below an Arabic name. Gives nothing if the account has not said it.
 */
export function brandFoot({ contact }: ShownIdentity, languageId: string): Html | undefined {
  if (contact === undefined) return undefined;
  return html`<h2 ${ownWordsLang(languageId)}>${languageOf(languageId).pages.contact}</h2>
    <p class="contact">${contact.split('\n').map((line, index) => html`${index > 0 && '\n'}<bdi>${line}</bdi>`)}</p>`;
}

/** Gives the address of the stylesheet with the account's colour: none or one. */
export function brandStylesheets({ colour }: ShownIdentity, { base }: Pick<PageAddresses, 'base'>): string[] {
  return colour === undefined ? [] : [`${base}/brand.css?colour=${colour.slice(1)}`];
}
