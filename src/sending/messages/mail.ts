import { type ConnectionOptions } from 'node:tls';
import { createTransport, type SMTPPoolOptions } from 'nodemailer';
import { needsSmtpUtf8 } from '../../../engine/application/mail-address.js';
import { cutSecrets } from '../../../engine/notification/cut-secrets.js';
import { type MessageResult } from './message-result.js';
import { type MailMessage, mailMessage } from './mail-message.js';
import { firstBytes, smtpFault } from './smtp-fault.js';
import { offersSmtpUtf8 } from './smtp-utf8.js';
import { type SmtpServer } from '../../config/smtp-url.js';

export interface MailerOptions {
  /** The deadline for one whole mail, including the wait for a connection. */
  deadlineMs?: number;
  tls?: ConnectionOptions;
}

export interface Mailer {
  /** Hands over one mail. Always resolves. */
  send(mail: MailMessage): Promise<MessageResult>;
  /** Breaks off the mails under way and closes every connection. */
  close(): void;
}

// Servers may take their time after they have received a whole message. A mail that we give up then arrives twice.
const DEADLINE_MS = 45_000;
const STEP_MS = 15_000;
const CONNECTIONS = 10;
const NO_SMTPUTF8: MessageResult = {
  outcome: 'permanent',
  fault: 'the mail server takes no address beyond ASCII (it offers no SMTPUTF8)',
  reply: '',
};

/** Sends mails to one server over a few connections that stay open between them. */
export function mailer(server: SmtpServer, { deadlineMs = DEADLINE_MS, tls = {} }: MailerOptions = {}): Mailer {
  const stop = new AbortController();
  const options: SMTPPoolOptions & { pool: true } = {
    pool: true,
    host: server.host,
    port: server.port,
    secure: server.tls === 'tls',
    requireTLS: server.tls === 'starttls',
    ignoreTLS: server.tls === 'off',
    // Without `forceAuth`, a server that offers no sign-in would get the mail without one and would refuse the
    // recipient.
    ...(server.auth && { auth: server.auth, forceAuth: true }),
    tls,
    maxConnections: CONNECTIONS,
    // A connection can close between two mails, and neither mail is at fault. So a mail is tried once more.
    maxRequeues: 1,
    idleTimeout: 30_000,
    dnsTimeout: STEP_MS,
    connectionTimeout: STEP_MS,
    greetingTimeout: STEP_MS,
    socketTimeout: deadlineMs,
    socketCloseTimeout: 0,
    maxResponseSize: 65_536,
    allowInternalNetworkInterfaces: true,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
  const transport = createTransport(options);
  async function handOver(mail: MailMessage): Promise<MessageResult> {
    const message = mailMessage(mail);
    if (!message) return { outcome: 'permanent', fault: 'not an e-mail address', reply: '' };
    try {
      const signal = AbortSignal.any([stop.signal, AbortSignal.timeout(deadlineMs)]);
      if (needsSmtpUtf8(mail.to.address) && !(await offersSmtpUtf8(options, signal))) return NO_SMTPUTF8;
      const { response } = await transport.sendMail({ ...message, signal });
      return { outcome: 'sent', status: Number(response.slice(0, 3)), reply: firstBytes(response) };
    } catch (error) {
      return stop.signal.aborted ? { outcome: 'temporary', fault: 'stopped', reply: '' } : smtpFault(error);
    }
  }
  return {
    async send(mail) {
      const result = await handOver(mail);
      return { ...result, reply: cutSecrets(result.reply, server.auth ? [server.auth.pass] : []) };
    },
    close() {
      stop.abort();
      transport.close({ force: true });
    },
  };
}
