import { type SmtpServer } from '../../src/config/smtp-url.js';
import { mailer, type Mailer, type MailerOptions } from '../../src/sending/messages/mail.js';
import { type MailMessage } from '../../src/sending/messages/mail-message.js';
import { type SmtpReceiver, type SmtpReceiverOptions, startSmtpReceiver } from './smtp-receiver.js';

export const MAIL: MailMessage = {
  id: 'invitation-7-1',
  from: { name: 'Acme Ltd', address: 'invitations@example.com' },
  to: { name: 'Ada Lovelace', address: 'ada@example.com' },
  subject: 'Acme Ltd invites you',
  text: 'Grüße, مرحبا\n.\nhttps://gateway.example.com/?a=b&c=d\n',
  html: '<p>Grüße</p>\n',
  date: Date.parse('2026-03-01T12:00:00Z'),
};

export interface MailExchange {
  receiver(options?: SmtpReceiverOptions): Promise<SmtpReceiver>;
  /** Sends to a port of this machine, without TLS and sign-in unless `more` says otherwise. */
  sender(port: number, more?: Partial<SmtpServer>, options?: MailerOptions): Mailer;
  /** Adds something to what is closed after the test. */
  closing<Opened extends { close(): unknown }>(opened: Opened): Opened;
}

/** Mail servers and senders for the tests of a `describe`. They are closed after each test, the last one first. */
export function mailExchange(): MailExchange {
  const open: { close(): unknown }[] = [];
  afterEach(async () => {
    for (const one of open.splice(0).reverse()) await one.close();
  });
  const closing = <Opened extends { close(): unknown }>(opened: Opened): Opened => {
    open.push(opened);
    return opened;
  };
  return {
    closing,
    receiver: async (options) => closing(await startSmtpReceiver(options)),
    sender: (port, more = {}, options = undefined) =>
      closing(mailer({ host: '127.0.0.1', port, tls: 'off', auth: undefined, ...more }, options)),
  };
}
