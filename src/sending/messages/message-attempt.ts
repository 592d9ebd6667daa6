import { performance } from 'node:perf_hooks';
import { type StoredApplication } from '../../../db/applications/applications.js';
import { type ClaimedNotification } from '../../../db/notifications/claim-notifications.js';
import { type FinishedAttempt } from '../../../db/notifications/finish-notifications.js';
import { applicationStatus } from '../../../engine/application/application-status.js';
import { readAccountConfig } from '../../../engine/config/account-config.js';
import { nextInvitationAt } from '../../../engine/invitation/invitation-schedule.js';
import { type Logo } from '../../../engine/identity/logo/logo.js';
import { type ShownIdentity } from '../../../engine/identity/shown-identity.js';
import { type InvitationOrders } from '../../../engine/invitation/invitation-orders.js';
import { LOGO_CID, writeMail } from '../../../engine/invitation/write-mail.js';
import { writeSms } from '../../../engine/invitation/write-sms.js';
import { oneLine } from '../../../engine/invitation/one-line.js';
import { cutSecrets } from '../../../engine/notification/cut-secrets.js';
import { estimateMinutes } from '../../../engine/position/estimate-minutes.js';
import { type PositionContent } from '../../../engine/position/position.js';
import { positionName } from '../../../engine/position/position-names.js';
import { noticeIn } from '../../../engine/privacy/notice-in.js';
import { type PrivacySettings } from '../../../engine/privacy/privacy-settings.js';
import { applicationLink, remindersLink } from '../../../engine/application/links.js';
import { type MessageResult } from './message-result.js';
import { type MailMessage } from './mail-message.js';
import { type SmsMessage } from './sms.js';

interface Senders {
  mail(message: MailMessage): Promise<MessageResult>;
  sms(message: SmsMessage): Promise<MessageResult>;
}

/** What a message is written from. */
export interface FoundForMessage {
  application: StoredApplication;
  identity: ShownIdentity;
  /** The logo, if mails can show it. */
  logo: Pick<Logo, 'type' | 'content'> | undefined;
  privacy: PrivacySettings | undefined;
  /** The position as it is now. */
  position: PositionContent;
}

export interface MessageAttemptParts {
  /** Finds the application as it is now, and how its account shows itself. */
  find(claimed: ClaimedNotification): Promise<FoundForMessage | undefined>;
  /** Sends to the servers of the configuration. */
  out: Senders;
  /** Writes to the folder that stands in for a server. */
  outbox: Senders;
  /** Ends the invitation without an attempt. */
  end(claimed: ClaimedNotification, state: 'cancelled'): Promise<void>;
  publicUrl: string;
  /** The address that mails come from. */
  mailFrom: string;
  now(): number;
}

const OUTCOMES = { sent: 'delivered', permanent: 'rejected', temporary: 'retried' } as const;

/**
 * Makes one attempt of a claimed invitation or reminder and says what follows. The application is read at the attempt.
 * If the candidate has answered, may no longer answer or has stopped reminders, no message is sent and it ends. The
 * invitation of a test goes to the outbox, unless the config of the account says that it goes out.
 */
export function messageAttempt({ find, out, outbox, end, publicUrl, mailFrom, now }: MessageAttemptParts) {
  return async function attempt(claimed: ClaimedNotification): Promise<FinishedAttempt | undefined> {
    const found = await find(claimed);
    if (!found || !isWanted(claimed, found.application)) return void (await end(claimed, 'cancelled'));
    const { application } = found;
    const [startedAt, begin] = [now(), performance.now()];
    const made = await send(claimed, found);
    const next = follow(made.outcome, { ...claimed, expiresAt: application.expiresAt }, startedAt);
    return {
      notificationId: claimed.notificationId,
      token: claimed.token,
      number: claimed.attempts + 1,
      startedAt,
      dnsMs: null,
      connectMs: null,
      firstByteMs: null,
      totalMs: Math.round(performance.now() - begin),
      outcome: OUTCOMES[made.outcome],
      status: made.status ?? null,
      fault: made.fault ?? null,
      address: null,
      // The reply may repeat our message, and the link in the message is as secret as a password.
      reply: cutSecrets(made.reply, [application.appToken]),
      next,
    };
  };

  function isWanted({ isReminder }: ClaimedNotification, application: StoredApplication): boolean {
    if (isReminder && application.remindersStoppedAt !== undefined) return false;
    return applicationStatus(application, now()) === 'incomplete';
  }

  function send(
    { kind, notificationId, payload, config, isReminder }: ClaimedNotification,
    { application, identity, logo, privacy, position }: FoundForMessage,
  ): Promise<MessageResult> {
    const { sending } = JSON.parse(payload) as InvitationOrders;
    const { expiresAt, appEmail, appPhone, appToken, linkToken } = application;
    // What the candidate has chosen on the pages is the language that the candidate reads.
    const languageId = application.keptLanguageId ?? application.languageId;
    const staysHere = application.isTest && !readAccountConfig(config).testInvites;
    const { mail, sms } = staysHere ? outbox : out;
    const id = isReminder
      ? `reminder-${notificationId}-${application.remindedAt}`
      : `invitation-${notificationId}-${sending}`;
    const link = applicationLink(publicUrl, appToken, linkToken);
    const { questions } = position.questionnaire;
    const stopLink = isReminder ? remindersLink(publicUrl, appToken, linkToken) : undefined;
    const notice = privacy && noticeIn(privacy.notices, languageId)?.notice;
    const invitation = {
      identity,
      candidate: nameOf(application),
      position: positionName(position, languageId).text,
      link,
      expiresAt,
      questions: questions.length,
      minutes: estimateMinutes(questions),
      retentionDays: privacy?.retentionDays,
      noticeUrl: notice && 'url' in notice ? notice.url : undefined,
      stopLink,
    };
    if (kind === 'sms' && appPhone !== undefined) {
      return sms({ id, to: appPhone, text: writeSms(languageId, { account: identity.name, link, isReminder }) });
    }
    if (kind === 'mail' && appEmail !== undefined) {
      const from = { name: oneLine(identity.name), address: mailFrom };
      const to = { name: oneLine(invitation.candidate), address: appEmail };
      const more = {
        ...(identity.reply_to !== undefined && { replyTo: identity.reply_to }),
        ...(stopLink !== undefined && { stopUrl: stopLink }),
        ...(logo && { picture: { cid: LOGO_CID, ...logo } }),
      };
      return mail({ id, from, to, date: now(), ...more, ...writeMail(languageId, invitation) });
    }
    return Promise.resolve({ outcome: 'permanent', fault: 'no address', reply: '' });
  }

  function follow(
    outcome: MessageResult['outcome'],
    { firstStartedAt, expiresAt }: Pick<ClaimedNotification, 'firstStartedAt' | 'expiresAt'>,
    startedAt: number,
  ): FinishedAttempt['next'] {
    if (outcome === 'sent') return { ended: 'delivered' };
    if (outcome === 'permanent') return { ended: 'rejected' };
    const times = { firstStartedAt: firstStartedAt ?? startedAt, lastStartedAt: startedAt, now: now(), expiresAt };
    const at = nextInvitationAt(times);
    return at === undefined ? { ended: 'expired' } : { dueInMs: at - times.now };
  }
}

function nameOf({ fields }: StoredApplication): string {
  return fields.find(({ name }) => name === 'app_full_name')?.value ?? '';
}
