import { type InvitationConfig } from './invitation-config.js';

/**
 * Says in one sentence, for the person who starts the program, where invitations go; undefined if both kinds have a
 * server.
 */
export function invitationsGoTo({ smtp, sms, outboxDir }: InvitationConfig): string | undefined {
  const missing = [...(smtp ? [] : ['SMTP_URL']), ...(sms ? [] : ['SMS_URL'])];
  if (missing.length === 0) return undefined;
  const what = smtp ? 'invitations by SMS' : sms ? 'invitations by e-mail' : 'invitations';
  return `${missing.join(' and ')} ${missing.length > 1 ? 'are' : 'is'} not set: ${what} are written to ${outboxDir}`;
}
