import { Agent } from 'undici';
import { httpAttempt } from '../endpoint/http-attempt.js';
import { type MessageResult } from './message-result.js';
import { type SmsGateway } from '../../config/invitation-config.js';

/** A text message to one number. */
export interface SmsMessage {
  /** The same each time this message is sent. */
  id: string;
  /** Digits only, with the country code. */
  to: string;
  text: string;
}

export interface SmsSender {
  /** Hands over one message; always resolves. */
  send(message: SmsMessage): Promise<MessageResult>;
  /** Breaks off what is under way and closes every connection. */
  close(): void;
}

export interface SmsSenderOptions {
  /** For one message altogether. */
  deadlineMs?: number;
  userAgent: string;
}

const DEADLINE_MS = 10_000;
const CONNECT_MS = 5_000;
const CONNECTIONS = 10;

// Of the operator's configuration, or of the moment, and not of this message: it is tried again.
const PASSING = [401, 403, 404, 405, 407, 408, 425, 429];

/**
 * Posts text messages to the operator's own gateway, the only host that is called here: no egress guard, its address
 * may be a private one. Redirects are not followed, and of a response no more than 16 KiB is read.
 */
export function smsSender(
  { url, authorization, from }: SmsGateway,
  { deadlineMs = DEADLINE_MS, userAgent }: SmsSenderOptions,
): SmsSender {
  const { origin, pathname, search } = new URL(url);
  const agent = new Agent({
    connections: CONNECTIONS,
    pipelining: 1,
    connect: { timeout: CONNECT_MS },
    maxHeaderSize: 16_384,
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  return {
    async send({ id, to, text }) {
      const { result, reply } = await httpAttempt(
        agent,
        {
          origin,
          path: pathname + search,
          method: 'POST',
          headers: {
            'Content-Type': 'application/json',
            Accept: 'application/json, text/plain',
            'User-Agent': userAgent,
            'Idempotency-Key': id,
            ...(authorization !== undefined && { Authorization: authorization }),
          },
          body: JSON.stringify({ id, to, text, ...(from !== undefined && { from }) }),
        },
        deadlineMs,
      );
      if ('fault' in result) return { outcome: 'temporary', fault: result.fault, reply };
      return { outcome: outcomeOf(result.status), status: result.status, reply };
    },
    close: () => void agent.destroy(),
  };
}

function outcomeOf(status: number): MessageResult['outcome'] {
  if (status >= 200 && status < 300) return 'sent';
  return status >= 400 && status < 500 && !PASSING.includes(status) ? 'permanent' : 'temporary';
}
