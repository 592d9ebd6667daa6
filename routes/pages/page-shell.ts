import { html, type Html, type HtmlValue, raw } from './html.js';
import { htmlLanguage } from './html-language.js';
import { languageOf } from '../../engine/languages/languages.js';

export interface PageParts {
  /** The language of the page's own texts. Where the program has no words in it, its words are in English. */
  languageId: string;
  title: string;
  /** The addresses from `PageAssets.url`. They are relative, because PUBLIC_URL may have a path. */
  stylesheets: string[];
  scripts?: string[];
  /** A stylesheet inside of the page. The policy must allow it by its hash. It holds no text that is not escaped. */
  style?: string;
  /** A Content-Security-Policy, for a page that is not served with headers. */
  policy?: string;
  /** Without an icon browsers ask for /favicon.ico. */
  icon?: string;
  /** The content between the top of the page and `main`, such as `languageSwitch`. */
  header?: HtmlValue;
  /** The content of `main`. */
  content: HtmlValue;
  /** The content below `main`. */
  footer?: HtmlValue;
}

/**
 * Makes a whole document: language, direction, title, stylesheets, a link that skips to the content, header and
 * content.
 */
export function pageShell(parts: PageParts): string {
  const { languageId, title, stylesheets, scripts = [], style, policy, icon, header, content, footer } = parts;
  const { tag, dir } = htmlLanguage(languageId);
  const words = languageOf(languageId).pages;
  const page = html`<!doctype html>
    <html lang="${tag}" dir="${dir}">
      <head>
        <meta charset="utf-8" />
        ${policy !== undefined && html`<meta http-equiv="Content-Security-Policy" content="${policy}" />`}
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex, nofollow" />
        <meta name="format-detection" content="telephone=no" />
        <title>${title}</title>
        ${icon !== undefined && html`<link rel="icon" type="image/svg+xml" href="${icon}" />`}
        ${stylesheets.map((href) => html`<link rel="stylesheet" href="${href}" />`)}
        ${style !== undefined && raw(`<style>${style}</style>`)}
        ${scripts.map((src) => html`<script src="${src}" defer></script>`)}
      </head>
      <body>
        <a class="skip" href="#content" ${ownWordsLang(languageId)}>${words.skipToContent}</a>
        ${header !== undefined && html`<header>${header}</header>`}
        <main id="content" tabindex="-1">${content}</main>
        ${footer !== undefined && html`<footer>${footer}</footer>`}
      </body>
    </html> `;
  return page.toString();
}

/**
 * Gives an attribute such as ` lang="en"` for an element whose text may be in another language than the page. Its
 * direction is that of its letters, in a `bdi` or by `dir="auto"`, because a name is not always in the language that it
 * counts as.
 */
export function textLang(languageId: string, ofPage: string): Html {
  return languageId === ofPage ? html`` : html` lang="${htmlLanguage(languageId).tag}"`;
}

/**
 * Gives attributes such as ` lang="en" dir="ltr"` for a tag that holds the program's own words, if they are in another
 * language than the page.
 */
export function ownWordsLang(languageId: string): Html {
  const own = languageOf(languageId);
  return own.languageId === languageId ? html`` : html` lang="${own.tag}" dir="${own.direction}"`;
}

/** Makes links to the same page in each of its languages. There are none for a single language. */
export function languageSwitch(languages: readonly string[], chosen: string, hrefOf: (languageId: string) => string) {
  return switchOf(languages, chosen, (languageId, name, its) => {
    const { tag } = htmlLanguage(languageId);
    return html`<a href="${hrefOf(languageId)}" hreflang="${tag}" ${its}>${name}</a>`;
  });
}

/**
 * Makes the same as buttons of a form, `name=language_id`, so that the typed answers are sent too. An invisible button
 * comes before them: the Enter key presses the first button of a form, and it must do the same as the button below the
 * form.
 */
export function languageButtons(languages: readonly string[], chosen: string, formId: string) {
  const buttons = switchOf(
    languages,
    chosen,
    (languageId, name, its) =>
      html`<button form="${formId}" name="language_id" value="${languageId}" ${its}>${name}</button>`,
  );
  if (!buttons) return undefined;
  return html`<button
      class="visually-hidden"
      form="${formId}"
      name="go"
      value="next"
      tabindex="-1"
      aria-hidden="true"
    ></button
    >${buttons}`;
}

function switchOf(
  languages: readonly string[],
  chosen: string,
  control: (languageId: string, name: string, attributes: Html) => Html,
): Html | undefined {
  if (languages.length < 2) return undefined;
  return html`<nav class="languages" aria-label="${languageOf(chosen).pages.languages}">
    <ul>
      ${languages.map((languageId) => {
        const { tag, dir, name } = htmlLanguage(languageId);
        const current = languageId === chosen && html` aria-current="true"`;
        return html`<li>${control(languageId, name, html`lang="${tag}" dir="${dir}" ${current}`)}</li>`;
      })}
    </ul>
  </nav>`;
}
