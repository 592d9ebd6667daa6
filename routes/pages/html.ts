import { escapeHtml } from '../../engine/escape-html.js';

/** Text that is already HTML. Only this file makes it, so any other text is escaped. */
export class Html {
  constructor(private readonly text: string) {}

  toString(): string {
    return this.text;
  }
}

/** The values that a template accepts: nothing (`undefined`, `false`), a text or number, HTML, or a list of these. */
export type HtmlValue = Html | string | number | false | undefined | readonly HtmlValue[];

// The characters that HTML cannot hold even as an escape. The pattern is a double negation and means: a control
// character, except these.
const NOT_IN_HTML = /[^\P{Cc}\t\n\r]/gu;

/**
 * A template of HTML: ``html`<p title="${title}">${text}</p>` ``. Each value is escaped for element content and for
 * quoted attributes. It may be used only there: never unquoted, in a script, in a style or in a comment.
 */
export function html(parts: TemplateStringsArray, ...values: HtmlValue[]): Html {
  return new Html(parts.map((part, index) => part + written(values[index])).join(''));
}

/** Marks text as HTML, for example a chart that was made here. The caller must make sure that it is safe. */
export function raw(text: string): Html {
  return new Html(text);
}

function written(value: HtmlValue): string {
  if (value === undefined || value === false) return '';
  if (value instanceof Html) return value.toString();
  if (typeof value === 'object') return value.map(written).join('');
  return escapeHtml(String(value)).replace(NOT_IN_HTML, '\uFFFD');
}
