import { COLOURS, MEASURES } from '../design/design-tokens.js';
import { escapeHtml } from '../escape-html.js';
import { brandColours } from '../identity/brand-colour.js';
import { fillPlaceholders } from '../identity/own-texts.js';
import { type Language } from '../languages/eng.js';
import { languageOf } from '../languages/languages.js';
import { assessmentFacts, dataInWords } from './assessment-facts.js';
import { type Invitation } from './invitation.js';
import { oneLine } from './one-line.js';

export interface MailText {
  subject: string;
  text: string;
  html: string;
}

/** The Content-ID of the logo in a mail that has one. */
export const LOGO_CID = 'logo';

/**
 * The invitation, or a reminder of it, as a mail: the subject on one line, and the same text as plain text and as HTML.
 * The account's own words replace subject and first paragraphs where it has some in this language. A reminder ends with
 * the link that stops reminders. The HTML shows the logo if it is a PNG, as a part of the mail with `LOGO_CID`.
 */
export function writeMail(languageId: string, invitation: Invitation): MailText {
  const language = languageOf(languageId);
  const words = language.invitation;
  const { link, identity, retentionDays, noticeUrl, stopLink } = invitation;
  const account = oneLine(identity.name);
  const { subject, opening } = openingOf(languageId, invitation, account);
  const notice = noticeUrl === undefined ? [] : [`${language.pages.yourData}${language.pages.colon}${noticeUrl}`];
  const reply = words.after(account, identity.reply_to !== undefined);
  const data = dataInWords(language, { account, retentionDays }).join(' ');
  const before = [words.greeting(oneLine(invitation.candidate)), ...opening];
  const after = [...reply, ...(identity.contact === undefined ? [] : [identity.contact]), data, ...notice];
  const stop =
    stopLink === undefined ? [] : [`${language.pages.stopReminders}${language.pages.colon.trimEnd()}\n${stopLink}`];
  return {
    subject,
    text: `${[...before, `${words.action}${language.pages.colon.trimEnd()}\n${link}`, ...after, ...stop].join('\n\n')}\n`,
    html: page(language, { before, reply, data, link, noticeUrl, stopLink, title: subject, identity, account }),
  };
}

/** The account's own subject and text, or the program's. How long it takes and until when is said in either. */
function openingOf(
  languageId: string,
  invitation: Invitation,
  account: string,
): { subject: string; opening: string[] } {
  const language = languageOf(languageId);
  const { identity, stopLink } = invitation;
  const isReminder = stopLink !== undefined;
  const words = isReminder ? language.invitation.reminder : language.invitation;
  const facts = assessmentFacts(language, invitation);
  const own = identity.words?.[languageId]?.[isReminder ? 'reminder' : 'invitation'] ?? {};
  const position = oneLine(invitation.position);
  const values = {
    candidate: oneLine(invitation.candidate),
    account,
    position,
    until: facts.until.value,
    questions: facts.questions.value,
    minutes: String(invitation.minutes),
  };
  const said = [facts.questions, facts.time, ...(own.text === undefined ? [] : [facts.until])];
  const extent = said.map(({ term, value }) => `${term}${language.pages.colon}${value}`).join('\n');
  const until = facts.until.value.replace(/ \(UTC\)$/, '');
  const text =
    own.text === undefined
      ? words.before({ account, position, until })
      : fillPlaceholders(own.text, values).split(/\n{2,}/);
  const subject = own.subject === undefined ? words.subject(account) : fillPlaceholders(own.subject, values);
  return { subject: oneLine(subject), opening: [...text, extent] };
}

const BODY = `margin:0;padding:24px;background:${COLOURS.surface[0]};color:${COLOURS.text[0]};font:16px/1.5 Arial,Helvetica,sans-serif`;

const QUIET = `color:${COLOURS.quiet[0]};font-size:14px`;

function accentOf(colour: string | undefined): { accent: string; 'on-accent': string } {
  if (colour) return brandColours(colour).light;
  return { accent: COLOURS.accent[0], 'on-accent': COLOURS['on-accent'][0] };
}

function buttonStyle({ accent, 'on-accent': text }: ReturnType<typeof accentOf>): string {
  return (
    `display:inline-block;padding:12px 24px;border-radius:${MEASURES['radius-control']};background:${accent};color:${text};` +
    'text-decoration:none;font-weight:bold'
  );
}

interface MailParts {
  before: string[];
  reply: string[];
  data: string;
  link: string;
  noticeUrl: string | undefined;
  stopLink: string | undefined;
  title: string;
  identity: Invitation['identity'];
  account: string;
}

function page(
  { tag, direction, pages, invitation: { action, copyLink } }: Language,
  { before, reply, data, link, noticeUrl, stopLink, title, identity, account }: MailParts,
): string {
  const colours = accentOf(identity.colour);
  // An address is written from left to right in every language.
  const address = (url: string, breaks: 'break-all' | 'break-word'): string =>
    `<a href="${escapeHtml(url)}" dir="ltr" style="color:${colours.accent};word-break:${breaks}">${escapeHtml(url)}</a>`;
  const href = escapeHtml(link);
  const paragraphs = (texts: string[]): string =>
    texts.map((text) => `<p>${escapeHtml(text).replaceAll('\n', '<br>')}</p>`).join('\n');
  const { logo } = identity;
  const isShown = logo?.type === 'image/png';
  const head = isShown
    ? `<p><img src="cid:${LOGO_CID}" alt="${escapeHtml(account)}" ${sizeInMail(logo)} style="max-width:100%"></p>\n`
    : '';
  // Each line has its own direction: a telephone number would else be turned around in Arabic.
  const contact = (identity.contact?.split('\n') ?? []).map((line) => `<bdi>${escapeHtml(line)}</bdi>`).join('<br>');
  const end = [
    ...(contact === '' ? [] : [`<p>${contact}</p>`]),
    paragraphs([data]),
    ...(noticeUrl === undefined
      ? []
      : [`<p>${escapeHtml(`${pages.yourData}${pages.colon}`)}${address(noticeUrl, 'break-word')}</p>`]),
    ...(stopLink === undefined
      ? []
      : [
          `<p style="margin-top:32px"><a href="${escapeHtml(stopLink)}" style="${QUIET}">${escapeHtml(pages.stopReminders)}</a></p>`,
        ]),
  ];
  return `<!DOCTYPE html>
<html lang="${tag}" dir="${direction}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(title)}</title></head>
<body style="${BODY}">
<div lang="${tag}" dir="${direction}" style="max-width:36em;margin:0 auto">
${head}${paragraphs(before)}
<p style="margin:32px 0"><a href="${href}" style="${buttonStyle(colours)}">${escapeHtml(action)}</a></p>
<p>${escapeHtml(copyLink)}<br>${address(link, 'break-all')}</p>
${[paragraphs(reply), ...end].join('\n')}
</div>
</body>
</html>
`;
}

/** Mail programs know no stylesheets, so the size is given: as it is, and at most 240 × 64. */
function sizeInMail({ width, height }: { width: number; height: number }): string {
  const scale = Math.min(1, 240 / width, 64 / height);
  return `width="${Math.max(1, Math.round(width * scale))}" height="${Math.max(1, Math.round(height * scale))}"`;
}
