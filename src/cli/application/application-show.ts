import { type Command } from 'commander';
import { NO_DATE } from '../../../engine/calendar.js';
import { everythingOn } from '../../../engine/permissions.js';
import { Refusal } from '../../../engine/refusal.js';
import { getApplication } from '../../../routes/applications/get-application.js';
import { type Schema } from '../../../routes/documented.js';
import { idArgument } from '../input/id-argument.js';
import { knownApplication } from '../input/known-application.js';
import { documented } from '../output/documented.js';
import { refused } from '../output/refused.js';
import { table } from '../output/table.js';
import { visible } from '../output/visible.js';
import { operationContext } from '../session/operation-context.js';
import { type Session } from '../session/session.js';

const LINKS = ['app_link_full', 'rep_link_full', 'rep_link_full_acc'] as const;

/** `pop application show`: one application, as its partner gets it. */
export function registerApplicationShow(parent: Command, session: Session): void {
  documented(parent.command('show'), {
    what: 'Show an application: its status, dates, and what is known of the candidate.',
    more:
      'pop invitations show and pop notifications show have what was sent for it, pop audit who did what with it. Links begin\n' +
      'with PUBLIC_URL. Whoever has one can open what it leads to.',
    examples: ['pop application show 42', 'pop application show 42 --links'],
    json: 'the application as in GET .../assessments/{application_id}, its links only with --links',
  })
    .argument('<APPLICATION>', 'id of the application', idArgument)
    .option('--links', 'show the links of questionnaire and report, too')
    .action(async (applicationId: string, { links = false }: { links?: boolean }) => {
      const audited = { operation: 'application show', object: `application ${applicationId}` };
      const context = await operationContext(session, audited);
      const application = await knownApplication(context.db, applicationId);
      const caller = { ...context.caller, permissions: everythingOn(application.accountId) };
      const answer = await getApplication({}, { ...context, caller, application });
      if (answer instanceof Refusal) throw refused(answer.detail);
      const shown = { ...answer } as Schema<'Application'>;
      if (!links) for (const key of LINKS) delete (shown as Partial<typeof shown>)[key];
      session.print(shown, () => asText(shown));
    });
}

function asText(shown: Schema<'Application'>): string {
  const { application_id: id, account_id: accountId, status, completed, started, expires } = shown;
  const done = completed === NO_DATE ? '' : `, completed ${completed}`;
  const fields = (shown.fields as Record<string, string>[]).flatMap((field) => Object.entries(field));
  const links = LINKS.flatMap((key) => (shown[key] === undefined ? [] : [[key, shown[key]]]));
  return [
    `Application ${id} of account ${accountId}: ${status}`,
    `Position ${shown.position_id} (${shown.position}), language ${shown.language_id}`,
    `Ordered ${started} by ${shown.user_id}, expires ${expires}${done}`,
    ...(shown.reference === undefined ? [] : [`Reference: ${visible(shown.reference)}`]),
    ...shown.invitations.map((invitation) => invitationLine(invitation, shown)),
    '',
    table(['FIELD', 'VALUE'], fields, 'Nothing is known of the candidate.'),
    ...(links.length > 0 ? ['', table(['LINK', 'URL'], links, '')] : []),
  ].join('\n');
}

function invitationLine(
  { channel, state, detail }: Schema<'Invitation'>,
  { app_email: email = '', app_phone: phone = '' }: Schema<'Application'>,
): string {
  const why = detail === undefined ? '' : ` (${visible(detail)})`;
  return `Invitation by ${channel} to ${visible(channel === 'mail' ? email : phone)}: ${state.replace('_', ' ')}${why}`;
}
