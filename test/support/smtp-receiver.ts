import { once } from 'node:events';
import { type AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

interface ReceivedMail {
  from: string;
  /** The recipients in the envelope. */
  to: string[];
  raw: string;
  /** Whether the mail came over TLS. */
  secure: boolean;
  user: string | undefined;
}

export interface SmtpReceiver {
  port: number;
  mails: ReceivedMail[];
  connections(): number;
  close(): Promise<void>;
}

export interface SmtpReceiverOptions extends SMTPServerOptions {
  /** Returns an SMTP reply such as `550 no such user`, instead of accepting the recipient. */
  refuseRecipient?: (address: string) => string | undefined;
  /** The same for the message after it has arrived. The result is awaited. */
  refuseMessage?: (mail: ReceivedMail) => string | undefined | Promise<string | undefined>;
}

/**
 * Starts a real SMTP server on loopback that keeps the mails it gets. It has no STARTTLS and no sign-in unless told
 * otherwise.
 */
export async function startSmtpReceiver({
  refuseRecipient,
  refuseMessage,
  ...options
}: SmtpReceiverOptions = {}): Promise<SmtpReceiver> {
  const mails: ReceivedMail[] = [];
  let connections = 0;
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS', 'AUTH'],
    authOptional: true,
    disableReverseLookup: true,
    closeTimeout: 100,
    ...options,
    onConnect(_session, done) {
      connections += 1;
      done();
    },
    onRcptTo({ address }, _session, done) {
      done(replyError(refuseRecipient?.(address)));
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope;
        const mail: ReceivedMail = {
          from: mailFrom ? mailFrom.address : '',
          to: rcptTo.map(({ address }) => address),
          raw: Buffer.concat(chunks).toString('utf8'),
          secure: session.secure,
          user: session.user as string | undefined,
        };
        void Promise.resolve(refuseMessage?.(mail)).then((reply) => {
          if (reply === undefined) mails.push(mail);
          done(replyError(reply));
        });
      });
    },
  });
  server.on('error', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  return {
    port: (server.server.address() as AddressInfo).port,
    mails,
    connections: () => connections,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function replyError(reply: string | undefined): Error | null {
  if (reply === undefined) return null;
  return Object.assign(new Error(reply.slice(4)), { responseCode: Number(reply.slice(0, 3)) });
}
