import { Agent, buildConnector } from 'undici';
import { cutSecrets, partsOfHeader } from '../../../engine/notification/cut-secrets.js';
import { httpAttempt } from '../endpoint/http-attempt.js';
import { dotlessServerName } from '../endpoint/server-name.js';
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
  /** Hands over one message. Always resolves. */
  send(message: SmsMessage): Promise<MessageResult>;
  /** Breaks off the messages under way and closes every connection. */
  close(): void;
}

export interface SmsSenderOptions {
  /** The deadline for one whole message. */
  deadlineMs?: number;
  userAgent: string;
  connect?: buildConnector.BuildOptions;
}

const DEADLINE_MS = 10_000;
const CONNECT_MS = 5_000;
const CONNECTIONS = 10;

// These faults come from the operator's configuration or from the moment, not from this message. The message is tried
// again.
const PASSING = [401, 403, 404, 405, 407, 408, 425, 429];

/**
 * Posts text messages to the operator's own gateway. It is the only host that is called here, and its address may be
 * private, so there is no egress guard. Redirects are not followed, and no more than 16 KiB of a response is read.
 */
export function smsSender(
  { url, authorization, from }: SmsGateway,
  { deadlineMs = DEADLINE_MS, userAgent, connect }: SmsSenderOptions,
): SmsSender {
  const { origin, pathname, search } = new URL(url);
  const secrets = partsOfHeader(authorization ?? '');
  const agent = new Agent({
    connections: CONNECTIONS,
    pipelining: 1,
    connect: dotlessServerName(buildConnector({ ...connect, allowH2: false, timeout: CONNECT_MS })),
    maxHeaderSize: 16_384,
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  return {
    async send({ id, to, text }) {
      const { result, ...made } = await httpAttempt(
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
      const reply = cutSecrets(made.reply, secrets);
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
