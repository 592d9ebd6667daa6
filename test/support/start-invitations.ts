import { type Knex } from 'knex';
import { createLog } from '../../src/log.js';
import { startMessages } from '../../src/sending/messages/start-messages.js';
import { startNotifier } from '../../src/sending/start-notifier.js';
import { localDeliverer } from './deliverer.js';
import { type Receiver, type ReceiverOptions, startReceiver } from './receiver.js';
import { type SmtpReceiver, type SmtpReceiverOptions, startSmtpReceiver } from './smtp-receiver.js';

export interface Invitations {
  smtp: SmtpReceiver;
  sms: Receiver;
  stop(): Promise<void>;
}

interface InvitationsOptions {
  db: Knex;
  publicUrl: string;
  now(): number;
  smtp?: SmtpReceiverOptions;
  sms?: ReceiverOptions;
  /** By default nothing can be written there. */
  outboxDir?: string;
}

/** Starts the product's notifier with a mail server and an SMS gateway of its own. */
export async function startInvitations({
  db,
  publicUrl,
  now,
  outboxDir = '/dev/null/outbox',
  ...servers
}: InvitationsOptions): Promise<Invitations> {
  const smtp = await startSmtpReceiver(servers.smtp);
  const sms = await startReceiver(servers.sms);
  const config = {
    smtp: { host: '127.0.0.1', port: smtp.port, tls: 'off', auth: undefined } as const,
    mailFrom: 'invitations@example.com',
    sms: { url: `http://127.0.0.1:${sms.port}/send`, authorization: undefined, from: undefined },
    outboxDir,
  };
  const messages = startMessages({ db, config, publicUrl, now });
  const notifier = startNotifier({ db, log: createLog('silent'), now, sender: localDeliverer(), messages });
  return {
    smtp,
    sms,
    async stop() {
      await notifier.stop();
      await Promise.all([smtp.close(), sms.close()]);
    },
  };
}
