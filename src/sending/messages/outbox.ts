import { mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { sharedQueue } from '../../../engine/shared-queue.js';
import { type MessageResult } from './message-result.js';
import { type MailMessage, mailMessage } from './mail-message.js';
import { type SmsMessage } from './sms.js';
import { untilAborted } from '../../until-aborted.js';

export interface OutboxOptions {
  folder: string;
  /** The deadline for one message, including the wait for the messages before it. */
  deadlineMs?: number;
}

const DEADLINE_MS = 30_000;

/**
 * Makes an outbox: a folder in place of a mail server or SMS gateway that is not configured. Each message becomes a
 * file that only our own user may read. The file name comes from the message's id, which we make ourselves. A message
 * that is sent again therefore becomes the same file.
 *
 * A folder that does not answer keeps the thread that asks it, and there are only four, which also hash passwords. So
 * one file is written at a time.
 */
export function outbox({ folder, deadlineMs = DEADLINE_MS }: OutboxOptions) {
  const composer = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  const queue = sharedQueue<MessageResult>({ atOnce: 1 });
  const stop = new AbortController();

  async function inTurn(name: string, content: Buffer | string): Promise<MessageResult> {
    const signal = AbortSignal.any([stop.signal, AbortSignal.timeout(deadlineMs)]);
    try {
      const run = () => put(folder, name, content);
      // There is no limit to the queue, so it is never busy.
      return (await untilAborted(signal, queue.enter({ key: name, owner: name, signal, run }))) as MessageResult;
    } catch {
      const fault = stop.signal.aborted ? 'stopped' : 'outbox folder: timed out';
      return { outcome: 'temporary', fault, reply: '' };
    }
  }

  return {
    async mail(mail: MailMessage): Promise<MessageResult> {
      const message = mailMessage(mail);
      if (!message) return { outcome: 'permanent', fault: 'not an e-mail address', reply: '' };
      const { message: bytes } = await composer.sendMail(message);
      return inTurn(`${mail.id}.eml`, bytes as Buffer);
    },
    sms: ({ id, to, text }: SmsMessage): Promise<MessageResult> => inTurn(`${id}.txt`, `To: ${to}\n\n${text}\n`),
    /** Waits for no file any more. */
    close: () => stop.abort(),
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
