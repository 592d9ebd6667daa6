import { type SendMailOptions } from 'nodemailer';
import { isMailAddress } from '../../../engine/invitation/mail-address.js';

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
  /** When the mail was written, ms. */
  date: number;
}

interface MailBox {
  name: string;
  address: string;
}

/**
 * Gives the mail in nodemailer's form; undefined if one of its addresses is not an address. Addresses are objects and
 * the envelope is given, because nodemailer would search a text for further recipients.
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
