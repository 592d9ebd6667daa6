import { type Knex } from 'knex';
import { findApplication } from '../../../db/applications/applications.js';
import { findLogo, shownIdentity } from '../../../db/identity/identities.js';
import { findPositionContent } from '../../../db/positions/positions.js';
import { currentPrivacy } from '../../../db/privacy/account-privacy.js';
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
      const application = await findApplication(db, applicationId);
      const position = application && (await findPositionContent(db, application.positionId));
      if (!application || !position) return undefined;
      const identity = await shownIdentity(db, accountId);
      const [logo, privacy] = [
        identity.logo?.type === 'image/png' ? await findLogo(db, identity.logo.hash) : undefined,
        await currentPrivacy(db, accountId),
      ];
      return { application, identity, logo, privacy, position: position.content };
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
