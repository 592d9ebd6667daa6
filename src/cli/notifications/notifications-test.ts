import { type Schema } from '../../../routes/documented.js';
import { type Command } from 'commander';
import { keepTest, resultWords, tryNotification } from '../../../routes/notifications/try-notification.js';
import { type Attempt, type Delivery } from '../../../engine/notification/attempt.js';
import { readConfig } from '../../config/config.js';
import { changeAsOperator } from '../session/change-as-operator.js';
import { documented } from '../output/documented.js';
import { idArgument } from '../input/id-argument.js';
import { inWords } from '../output/in-words.js';
import { knownAccount } from '../input/known.js';
import { refused } from '../output/refused.js';
import { replyLines } from '../output/reply-lines.js';
import { type Session } from '../session/session.js';
import { faultWords } from './notifications-words.js';

/** `pop notifications test`: sends one marked notification to an account's url, once, from this machine. */
export function registerNotificationsTest(parent: Command, session: Session): void {
  documented(parent.command('test'), {
    what: "Send one test notification to an account's url and show what comes back.",
    more:
      'It goes out from this machine, is marked (webhook-test: true, application id 0), and is not retried; a pause does\n' +
      "not hold it back. What comes back is kept as the account's last test. Exit code 0 means that it was delivered.",
    examples: ['pop notifications test 10000001'],
    json:
      '{"account_id", "webhook_id", "method", "url", "started", "outcome", "status", "fault", "address", "dns_ms",\n' +
      '"connect_ms", "first_byte_ms", "total_ms", "reply", "would_be_retried"};\n' +
      'outcome is delivered, no-response, blocked, retried or rejected',
  })
    .argument('<ACCOUNT>', 'id of the account', idArgument)
    .action((accountId: string) => sendTest(session, accountId));
}

async function sendTest(session: Session, accountId: string): Promise<void> {
  const db = await session.db();
  await knownAccount(db, accountId);
  const now = session.now();
  const tried = await tryNotification({
    db,
    accountId,
    now,
    newToken: () => session.randomBytes(16).toString('base64url'),
    deliver: (delivery) => deliverOnce(session, delivery),
  });
  if (!tried) throw refused(`Account ${accountId} has no url to send to; pop config set ${accountId} url sets it.`);
  const { report } = tried;
  const object = `account ${accountId}: ${resultWords(tried)}`;
  const operation = 'notifications test';
  await changeAsOperator(session, { operation, object }, (trx) => keepTest(trx, { accountId, now }, tried));
  session.print({ account_id: accountId, ...report }, () => asText(report, session.env));
  if (report.outcome !== 'delivered') throw refused(`The test notification was not delivered (${report.outcome}).`);
}

async function deliverOnce({ env, now }: Session, delivery: Delivery): Promise<Attempt> {
  const { notifyAllowCidrs: allowCidrs, port } = readConfig(env);
  // Imported only here, because the other commands start faster without it.
  const { outgoing } = await import('../../sending/outgoing.js');
  // The notifier of the gateway would also refuse the gateway's port.
  const sender = await inWords(() => outgoing({ allowCidrs, now, ...(port > 0 && { ownPort: port }) }));
  try {
    return await sender.deliverAfresh(delivery);
  } finally {
    await sender.close();
  }
}

function asText(report: Schema<'TestNotificationReport'>, env: Session['env']): string {
  const { method, url, outcome, status, address, total_ms, reply } = report;
  const body = reply === '' ? [] : ['Reply:', ...replyLines(reply)];
  return [
    `${method} ${url}`,
    `${outcome}: ${status === null ? faultWords(report) : `status ${status}`}, ${address ?? 'no address'}, ${total_ms} ms`,
    ...againWords(report, env),
    ...body,
  ].join('\n');
}

/** What a true notification would meet after this. A refusal by our own guard says whose settings it followed. */
function againWords(
  { outcome, status, would_be_retried: again }: Schema<'TestNotificationReport'>,
  env: Session['env'],
): string[] {
  if (outcome === 'delivered') return [];
  const listed = status === null ? '' : `: http_err ${again ? 'lists' : 'does not list'} ${status}`;
  const sentAgain = `A notification would ${again ? '' : 'not '}be sent again${listed}.`;
  if (outcome !== 'blocked') return [sentAgain];
  const ranges = readConfig(env).notifyAllowCidrs.join(',') || 'not set';
  return [
    sentAgain,
    `NOTIFY_ALLOW_CIDRS (${ranges}) and PORT of this command's own environment forbid the address; the gateway's may not.`,
  ];
}
