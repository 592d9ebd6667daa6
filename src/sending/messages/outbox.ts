import { mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { type MessageResult } from './message-result.js';
import { type MailMessage, mailMessage } from './mail-message.js';
import { type SmsMessage } from './sms.js';

/**
 * Makes an outbox: a folder in place of a mail server or SMS gateway that is not configured. Each message becomes a
 * file that only our own user may read. The file name comes from the message's id, which we make ourselves. A message
 * that is sent again therefore becomes the same file.
 */
export function outbox({ folder }: { folder: string }) {
  const composer = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });

  return {
    async mail(mail: MailMessage): Promise<MessageResult> {
      const message = mailMessage(mail);
      if (!message) return { outcome: 'permanent', fault: 'not an e-mail address', reply: '' };
      const { message: bytes } = await composer.sendMail(message);
      return put(folder, `${mail.id}.eml`, bytes as Buffer);
    },
    sms: ({ id, to, text }: SmsMessage): Promise<MessageResult> => put(folder, `${id}.txt`, `To: ${to}\n\n${text}\n`),
  };
}

async function put(folder: string, name: string, content: Buffer | string): Promise<MessageResult> {
  const path = join(folder, name);
  const unfinished = `${path}.${process.pid}.part`;
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const file = await open(unfinished, 'w', 0o600);
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(unfinished, path);
    return { outcome: 'sent', reply: '' };
  } catch (error) {
    await rm(unfinished, { force: true }).catch(() => undefined);
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'failed';
    return { outcome: 'temporary', fault: `outbox folder: ${code === 'ENOSPC' ? 'disk full' : code}`, reply: '' };
  }
}
