import { type Knex } from 'knex';
import { findAccount } from '../../../db/accounts/accounts.js';
import { findApplication } from '../../../db/applications/applications.js';
import { endClaimed } from '../../../db/notifications/finish-notifications.js';
import { type InvitationConfig } from '../../config/invitation-config.js';
import { mailer } from './mail.js';
import { messageAttempt } from './message-attempt.js';
import { outbox } from './outbox.js';
import { USER_AGENT } from '../outgoing.js';
import { smsSender } from './sms.js';

export interface StartMessagesParts {
  db: Knex;
  config: InvitationConfig;
  /** The URL that links in invitations begin with. */
  publicUrl: string;
  now(): number;
}

// This sender appears only in files, because a mail server is never configured without a sender.
const OUTBOX_SENDER = 'invitations@localhost';

/**
 * Makes what sends invitations. They go to the servers of the configuration, or into the outbox folder where there is
 * none, and those of tests always.
 */
export function startMessages({ db, config, publicUrl, now }: StartMessagesParts) {
  const folder = outbox({ folder: config.outboxDir });
  const mails = config.smtp && mailer(config.smtp);
  const texts = config.sms && smsSender(config.sms, { userAgent: USER_AGENT });
  const attempt = messageAttempt({
    async find({ applicationId, accountId }) {
      const [application, account] = [await findApplication(db, applicationId), await findAccount(db, accountId)];
      return application && account && { application, accountName: account.name };
    },
    out: {
      mail: (mail) => (mails ? mails.send(mail) : folder.mail(mail)),
      sms: (message) => (texts ? texts.send(message) : folder.sms(message)),
    },
    outbox: folder,
    end: (claimed, state) => endClaimed(db, claimed, { state, now: now() }),
    publicUrl,
    mailFrom: config.mailFrom ?? OUTBOX_SENDER,
    now,
  });
  return {
    attempt,
    /** Breaks off the messages under way and closes every connection. */
    close(): void {
      mails?.close();
      texts?.close();
      folder.close();
    },
  };
}
