import { type SendMailOptions } from 'nodemailer';
import { isMailAddress } from '../../../engine/invitation/mail-address.js';

/** A mail to one recipient. */
export interface MailMessage {
  /** The same each time this mail is sent, so that a second copy can be recognised: what stands before the @. */
  id: string;
  from: MailBox;
  to: MailBox;
  subject: string;
  text: string;
  html: string;
  /** When it was written, ms. */
  date: number;
}

interface MailBox {
  name: string;
  address: string;
}

/**
 * The mail in nodemailer's words; undefined when one of its addresses is none. Addresses are objects and the envelope
 * is named, for a text would be searched for further recipients.
 */
export function mailMessage({ id, from, to, subject, text, html, date }: MailMessage): SendMailOptions | undefined {
  if (!isMailAddress(from.address) || !isMailAddress(to.address)) return undefined;
  const domain = from.address.slice(from.address.indexOf('@') + 1);
  return {
    messageId: `<${id}@${domain}>`,
    date: new Date(date),
    from,
    to,
    envelope: { from: from.address, to: [to.address] },
    subject,
    text,
    html,
    headers: { 'Auto-Submitted': 'auto-generated' },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}
