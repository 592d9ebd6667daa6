import { type SendMailOptions } from 'nodemailer';
import { isMailAddress, withAsciiDomain } from '../../../engine/application/mail-address.js';

/** A mail to one recipient. */
export interface MailMessage {
  /**
   * The part of the Message-ID before the @. It is the same each time this mail is sent, so that a second copy can be
   * recognised.
   */
  id: string;
  from: MailBox;
  to: MailBox;
  subject: string;
  text: string;
  html: string;
  /** Where replies go. Without it they go to the sender. */
  replyTo?: string;
  /** Where the recipient stops further mails of this kind, by a page or by one POST (RFC 8058). */
  stopUrl?: string;
  /** A picture that the HTML shows by its Content-ID. */
  picture?: { cid: string; type: string; content: Buffer };
  /** When the mail was written, ms. */
  date: number;
}

interface MailBox {
  name: string;
  address: string;
}

// A line of a header has room for 998 octets (RFC 5322, section 2.1.1), and nodemailer breaks no word.
const MAX_NAME = 64;
const MAX_SUBJECT = 250;

/**
 * Gives the mail in nodemailer's form; undefined if one of its addresses is not an address. Addresses are objects and
 * the envelope is given, because nodemailer would search a text for further recipients. Domains are in ASCII.
 */
export function mailMessage({
  subject,
  text,
  html,
  id,
  date,
  replyTo,
  stopUrl,
  picture,
  ...boxes
}: MailMessage): SendMailOptions | undefined {
  const [from, to] = [mailBox(boxes.from), mailBox(boxes.to)];
  if (!from || !to) return undefined;
  const domain = from.address.slice(from.address.indexOf('@') + 1);
  return {
    messageId: `<${id}@${domain}>`,
    date: new Date(date),
    from,
    to,
    envelope: { from: from.address, to: [to.address] },
    subject: headerText(subject, MAX_SUBJECT),
    text,
    html,
    ...(replyTo !== undefined &&
      isMailAddress(replyTo) && { replyTo: { name: '', address: withAsciiDomain(replyTo) } }),
    ...(picture && {
      attachments: [
        {
          cid: picture.cid,
          content: picture.content,
          contentType: picture.type,
          contentDisposition: 'inline' as const,
          filename: picture.cid,
        },
      ],
    }),
    headers: { 'Auto-Submitted': 'auto-generated', ...stopHeaders(stopUrl) },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

// The one POST is for https only.
function stopHeaders(url: string | undefined): Record<string, string> {
  if (url === undefined) return {};
  return {
    'List-Unsubscribe': `<${url}>`,
    ...(url.startsWith('https:') && { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }),
  };
}

function mailBox({ name, address }: MailBox): MailBox | undefined {
  if (!isMailAddress(address)) return undefined;
  return { name: headerText(name, MAX_NAME), address: withAsciiDomain(address) };
}

/**
 * Cuts the text to so many characters. `=?` begins what readers decode, and nodemailer does not encode it in a text
 * that is otherwise ASCII. The invisible word joiner makes it encode the whole text.
 */
function headerText(text: string, length: number): string {
  const cut = [...text].slice(0, length).join('').trimEnd();
  return cut.replaceAll('=?', '=\u2060?');
}
