import { type Command } from 'commander';
import { type Session } from '../session/session.js';

const NOTES = `
Several notifiers may use one database server, from several hosts. The gateway's own notifier may run beside them.
SIGTERM or SIGINT ends it within 15 seconds. It then claims nothing more, and ends and records the attempts under way.

With SMTP_URL or SMS_URL it also sends invitations. Give it the same values as the gateway, and the same PUBLIC_URL,
because the links begin with it. Without SMTP_URL and SMS_URL the gateway sends the invitations.

Its log goes to standard output, one JSON object a line (LOG_LEVEL). NOTIFY_ALLOW_CIDRS and PORT apply here as well.

Examples:
  pop notifier
  LOG_LEVEL=warn pop notifier`;

/** `pop notifier`: delivers notifications in a process of its own until it is told to stop. */
export function registerNotifier(parent: Command, session: Session): void {
  parent
    .command('notifier')
    .description('Deliver notifications, in a process of its own, until it is stopped.')
    .option('--json', 'errors as one JSON object')
    .addHelpText('after', NOTES)
    .action(async () => {
      // Imported only here, because what sends is half of what the command line would load at each start.
      const { runNotifier } = await import('./run-notifier.js');
      await runNotifier(session);
    });
}
