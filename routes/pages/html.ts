import { escapeHtml } from '../../engine/escape-html.js';

/** Text that is HTML already; only this file makes it, so whatever is not marked so is escaped. */
export class Html {
  constructor(private readonly text: string) {}

  toString(): string {
    return this.text;
  }
}

/** What may stand in a template: nothing (`undefined`, `false`), a text or number, HTML, or a list of these. */
export type HtmlValue = Html | string | number | false | undefined | readonly HtmlValue[];

// What HTML cannot hold even as an escape; written as double negation: "a control character, except these".
const NOT_IN_HTML = /[^\P{Cc}\t\n\r]/gu;

/**
 * A template of HTML: ``html`<p title="${title}">${text}</p>` ``. Each value is escaped for element content and for
 * quoted attributes, which are the only places where one may stand: never unquoted, in a script, a style or a comment.
 */
export function html(parts: TemplateStringsArray, ...values: HtmlValue[]): Html {
  return new Html(parts.map((part, index) => part + written(values[index])).join(''));
}

/** HTML from elsewhere, such as a chart made here; the caller answers for it. */
export function raw(text: string): Html {
  return new Html(text);
}

function written(value: HtmlValue): string {
  if (value === undefined || value === false) return '';
  if (value instanceof Html) return value.toString();
  if (typeof value === 'object') return value.map(written).join('');
  return escapeHtml(String(value)).replace(NOT_IN_HTML, '\uFFFD');
}
