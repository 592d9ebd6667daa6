import { escapeHtml } from '../escape-html.js';
import { type Language } from '../languages/eng.js';
import { languageOf } from '../languages/languages.js';
import { type Invitation } from './invitation.js';
import { oneLine } from './one-line.js';

export interface MailText {
  subject: string;
  text: string;
  html: string;
}

/** The invitation as a mail: the subject on one line, and the same text as plain text and as HTML. */
export function writeMail(languageId: string, invitation: Invitation): MailText {
  const language = languageOf(languageId);
  const words = language.invitation;
  const { link } = invitation;
  const account = oneLine(invitation.account);
  const until = dayInWords(invitation.expiresAt, language.tag);
  const before = [
    words.greeting(oneLine(invitation.candidate)),
    ...words.before({ account, position: oneLine(invitation.position), until }),
  ];
  const after = words.after(account);
  return {
    subject: words.subject(account),
    text: `${[...before, `${words.action}:\n${link}`, ...after].join('\n\n')}\n`,
    html: page(language, { before, after, link, title: words.subject(account) }),
  };
}

function dayInWords(ms: number, tag: string): string {
  const locale = `${tag}-u-ca-gregory-nu-latn`;
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(ms);
}

const BUTTON =
  'display:inline-block;padding:12px 24px;border-radius:6px;background:#1d4ed8;color:#ffffff;text-decoration:none;font-weight:bold';
const BODY = 'margin:0;padding:24px;background:#ffffff;color:#1f2937;font:16px/1.5 Arial,Helvetica,sans-serif';

function page(
  { tag, direction, invitation: { action, copyLink } }: Language,
  { before, after, link, title }: { before: string[]; after: string[]; link: string; title: string },
): string {
  const href = escapeHtml(link);
  const paragraphs = (texts: string[]): string => texts.map((text) => `<p>${escapeHtml(text)}</p>`).join('\n');
  // An address is written from left to right in every language.
  return `<!DOCTYPE html>
<html lang="${tag}" dir="${direction}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(title)}</title></head>
<body style="${BODY}">
<div lang="${tag}" dir="${direction}" style="max-width:36em;margin:0 auto">
${paragraphs(before)}
<p style="margin:32px 0"><a href="${href}" style="${BUTTON}">${escapeHtml(action)}</a></p>
<p>${escapeHtml(copyLink)}<br><a href="${href}" dir="ltr" style="word-break:break-all">${href}</a></p>
${paragraphs(after)}
</div>
</body>
</html>
`;
}
