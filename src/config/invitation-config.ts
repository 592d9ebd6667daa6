import { isMailAddress, needsSmtpUtf8, trimAddress } from '../../engine/application/mail-address.js';
import { readUrl } from '../../engine/read-url.js';
import { readSmtpUrl, type SmtpServer } from './smtp-url.js';
import { type Variable } from './variable.js';

/** Where invitations go. */
export interface InvitationConfig {
  /** The mail server. If undefined, mails are written to the outbox folder. */
  readonly smtp: SmtpServer | undefined;
  /** The sender of mails. */
  readonly mailFrom: string | undefined;
  /** The gateway for text messages. If undefined, they are written to the outbox folder. */
  readonly sms: SmsGateway | undefined;
  readonly outboxDir: string;
}

export interface SmsGateway {
  url: string;
  /** The Authorization header. */
  authorization: string | undefined;
  from: string | undefined;
}

/** The variables of the environment that say where invitations go. */
export const INVITATION_VARIABLES: Record<string, Variable> = {
  SMTP_URL: {
    meaning: 'the mail server that sends invitations by e-mail; needs MAIL_FROM',
    default: 'none: they are written to OUTBOX_DIR',
    schema: { pattern: '^smtps?://' },
    check: (text) => readSmtpUrl(text) !== undefined,
    valid: 'smtp:// (STARTTLS) or smtps:// (TLS) and user:password@host:port; ?tls=off only without a user',
  },
  MAIL_FROM: {
    meaning: 'the address that invitations by e-mail come from',
    default: 'none',
    schema: { pattern: '@' },
    check: (text) => isMailAddress(trimAddress(text)) && !needsSmtpUtf8(trimAddress(text)),
    valid: 'an e-mail address without a name, in ASCII before the @',
  },
  SMS_URL: {
    meaning: 'the HTTP gateway that invitations by SMS are posted to',
    default: 'none: they are written to OUTBOX_DIR',
    schema: { pattern: '^https?://[^\\s/?#@]+[^\\s#@]*$' },
    check: (text) => readUrl(text) !== undefined,
    valid: 'an http or https URL without user and password (see SMS_AUTH)',
  },
  SMS_AUTH: {
    meaning: 'how we sign in at SMS_URL',
    default: 'no sign-in',
    schema: { pattern: '^(Bearer [!-~]+|[ -9;-~]+:[ -~]*)$' },
    valid: 'user:password (sent as Basic) or Bearer and a token, in ASCII',
  },
  SMS_FROM: {
    meaning: 'the sender of text messages, passed to SMS_URL unchanged',
    default: "the gateway's own",
    schema: { pattern: '^[A-Za-z0-9 +._-]{1,20}$' },
    valid: '1 to 20 letters, digits, spaces or any of + . _ -',
  },
  OUTBOX_DIR: {
    meaning: 'folder for invitations without a server, as .eml and .txt files',
    default: 'data/outbox',
    schema: { pattern: '^[^\\u0000]+$' },
    valid: 'the path of a folder',
  },
};

type Get = (name: string) => string | undefined;

/** Says in words what is wrong with the variables taken together. */
export function faultsOfInvitations(get: Get): string[] {
  const faults: string[] = [];
  if (get('SMTP_URL') !== undefined && get('MAIL_FROM') === undefined)
    faults.push('SMTP_URL needs MAIL_FROM: set both');
  for (const name of ['SMS_AUTH', 'SMS_FROM']) {
    if (get(name) !== undefined && get('SMS_URL') === undefined) faults.push(`${name} needs SMS_URL: set both`);
  }
  return faults;
}

/** Makes the configuration from valid variables. */
export function invitationConfig(get: Get): InvitationConfig {
  const [url, mailFrom] = [get('SMS_URL'), get('MAIL_FROM')];
  return {
    smtp: readSmtpUrl(get('SMTP_URL') ?? ''),
    mailFrom: mailFrom && trimAddress(mailFrom),
    sms:
      url === undefined ? undefined : { url, authorization: authorizationOf(get('SMS_AUTH')), from: get('SMS_FROM') },
    outboxDir: get('OUTBOX_DIR') ?? INVITATION_VARIABLES.OUTBOX_DIR!.default,
  };
}

function authorizationOf(auth: string | undefined): string | undefined {
  if (auth === undefined || auth.startsWith('Bearer ')) return auth;
  return `Basic ${Buffer.from(auth).toString('base64')}`;
}
