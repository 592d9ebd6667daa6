import { faultWord } from '../endpoint/fault-words.js';
import { type MessageResult } from './message-result.js';

// These faults are not in the message but in how we speak or sign in. The message will be accepted once that is mended.
const OURS = [503, 530, 534, 535, 538];

const FAULTS: Partial<Record<string, string>> = {
  EDNS: 'name not found',
  ETIMEDOUT: 'timed out',
  ECONNECTION: 'closed',
  EPROTOCOL: 'invalid response',
  EREQUIRETLS: 'tls refused',
  ENOAUTH: 'sign-in refused',
  EAUTH: 'sign-in refused',
  EABORT: 'timed out',
};

interface SmtpError {
  code?: unknown;
  originalCode?: unknown;
  command?: unknown;
  response?: unknown;
  responseCode?: unknown;
}

/**
 * Says what an error of the SMTP client means. Only a 5xx to the recipient or the message is permanent. A 5xx to our
 * sign-in, our sender or our TLS refuses every mail until somebody mends the cause.
 */
export function smtpFault(error: unknown): MessageResult {
  const { code, originalCode, command, response, responseCode } = (error ?? {}) as SmtpError;
  const status = typeof responseCode === 'number' && responseCode > 0 ? responseCode : undefined;
  const ofMessage = (code === 'EENVELOPE' || code === 'EMESSAGE') && command !== 'MAIL FROM';
  const final = status === undefined ? command === 'API' : status >= 500 && !OURS.includes(status);
  return {
    outcome: ofMessage && final ? 'permanent' : 'temporary',
    ...(status !== undefined && { status }),
    ...(!(ofMessage && status !== undefined) && { fault: faultOf(error, code, originalCode) }),
    reply: typeof response === 'string' ? firstBytes(response) : '',
  };
}

function faultOf(error: unknown, code: unknown, originalCode: unknown): string {
  if (code === 'ETLS') return 'tls refused';
  if (code === 'EENVELOPE' || code === 'EMESSAGE') return 'message impossible';
  if (code === 'ESOCKET' && typeof originalCode === 'string')
    return faultWord(Object.assign(new Error(), { code: originalCode }));
  return (typeof code === 'string' ? FAULTS[code] : undefined) ?? faultWord(error);
}

const KEPT_BYTES = 4_096;

/** Gives the first 4 KiB. A character that the limit cuts in two is left out. */
export function firstBytes(text: string): string {
  const bytes = Buffer.from(text);
  return new TextDecoder().decode(bytes.subarray(0, KEPT_BYTES), { stream: bytes.length > KEPT_BYTES });
}
