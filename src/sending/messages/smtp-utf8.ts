import SMTPConnection, { type SMTPConnectionOptions } from 'nodemailer/lib/smtp-connection';

/**
 * Asks a server over a connection of its own whether it takes addresses beyond ASCII (SMTPUTF8, RFC 6531). nodemailer
 * hands such an address over in any case, and what a server without SMTPUTF8 does with it nobody knows. Throws what
 * nodemailer throws.
 */
export function offersSmtpUtf8(options: SMTPConnectionOptions, signal: AbortSignal): Promise<boolean> {
  return new Promise<boolean>((resolve, reject) => {
    const connection = new SMTPConnection(options);
    const abort = (): void => settle(() => reject(Object.assign(new Error('aborted'), { code: 'EABORT' })));
    const settle = (done: () => void): void => {
      signal.removeEventListener('abort', abort);
      done();
      connection.close();
    };
    connection.on('error', (error: Error) => settle(() => reject(error)));
    connection.once('end', () => settle(() => reject(Object.assign(new Error('closed'), { code: 'ECONNECTION' }))));
    connection.once('connect', () => {
      const greeting = connection.lastServerResponse || '';
      settle(() => resolve(/^\d{3}[ -]SMTPUTF8\b/im.test(greeting)));
    });
    signal.addEventListener('abort', abort);
    if (signal.aborted) abort();
    else connection.connect();
  });
}
