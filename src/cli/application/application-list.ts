import { type Command, Option } from 'commander';
import { applicationStatuses } from '../../../db/applications/application-statuses.js';
import { type ListedStatus } from '../../../db/applications/lists/list-source.js';
import { type ApplicationStatus } from '../../../engine/application/application-status.js';
import { NO_DATE } from '../../../engine/calendar.js';
import { Refusal } from '../../../engine/refusal.js';
import { listApplications } from '../../../routes/applications/list-applications.js';
import { type Schema } from '../../../routes/documented.js';
import { type JsonText } from '../../../routes/json-text.js';
import { countArgument } from '../input/count-argument.js';
import { idArgument } from '../input/id-argument.js';
import { knownAccount } from '../input/known.js';
import { textArgument } from '../input/text-argument.js';
import { timeArgument } from '../input/time-argument.js';
import { documented } from '../output/documented.js';
import { refused } from '../output/refused.js';
import { table } from '../output/table.js';
import { operationContext } from '../session/operation-context.js';
import { type Session } from '../session/session.js';

interface Options {
  status: ListedStatus;
  updatedSince?: number;
  email?: string;
  reference?: string;
  position?: string;
  cursor?: string;
  limit: number;
}

type Item = Omit<Schema<'ListedApplication'>, 'app_link_full'> & { status: ApplicationStatus };

interface Page {
  account_id: string;
  has_more: boolean;
  next_cursor?: string;
  applications: Item[];
}

/** `pop application list`: an account's applications, as its partner gets them, without their links. */
export function registerApplicationList(parent: Command, session: Session): void {
  documented(parent.command('list'), {
    what: "List an account's applications, oldest first.",
    more:
      'With --updated-since the order is that of the last change, and a filter looks at 10,000 changes at a time. Links are\n' +
      'left out, as they open what they lead to.',
    examples: [
      'pop application list 10000001',
      'pop application list 10000001 --status all --limit 1000',
      'pop application list 10000001 --status completed --updated-since 2026-03-01',
      'pop application list 10000001 --status all --email ada@example.com',
    ],
    json:
      '{"account_id", "has_more", "next_cursor", "applications": [...]}, each as in GET .../assessments\n' +
      'with "status" and without its link',
  })
    .argument('<ACCOUNT>', 'id of the account', idArgument)
    .addOption(
      new Option('--status <STATUS>', 'which ones').choices(['incomplete', 'completed', 'all']).default('incomplete'),
    )
    .option('--updated-since <DAY|INSTANT>', 'changed at or after', timeArgument)
    .option('--email <EMAIL>', 'only those of the candidate with this address, in any case', textArgument)
    .option('--reference <REFERENCE>', 'only those ordered with exactly this reference', textArgument)
    .option('--position <POSITION>', 'only those of this position', idArgument)
    .option('--cursor <CURSOR>', 'the next page of a list, as it named it')
    .option('--limit <N>', 'how many at most', countArgument(1, 1000), 100)
    .action((accountId: string, options: Options) => list(session, accountId, options));
}

async function list(session: Session, accountId: string, options: Options): Promise<void> {
  const { status, updatedSince, email, reference, position, cursor, limit } = options;
  const context = await operationContext(session, { operation: 'application list', object: `account ${accountId}` });
  await knownAccount(context.db, accountId);
  const input = {
    status,
    limit,
    ...(updatedSince !== undefined && { updated_since: new Date(updatedSince).toISOString() }),
    ...(email !== undefined && { email }),
    ...(reference !== undefined && { reference }),
    ...(position !== undefined && { position_id: position }),
    ...(cursor !== undefined && { cursor }),
  };
  const answer = await listApplications(input, { ...context, accountId });
  if (answer instanceof Refusal)
    throw refused('--cursor must be that of the page before, with the same other options.');
  const items = JSON.parse((answer.items as JsonText).text) as Schema<'ListedApplication'>[];
  const ids = items.map((item) => item.application_id);
  const statuses = await applicationStatuses(context.db, ids, context.now);
  const page: Page = {
    account_id: accountId,
    has_more: answer.has_more as boolean,
    ...(answer.next_cursor !== undefined && { next_cursor: answer.next_cursor as string }),
    applications: items.map(({ app_link_full: _, ...item }) => ({
      ...item,
      status: statuses.get(item.application_id)!,
    })),
  };
  session.print(page, () => asText(page));
}

function asText({ account_id, applications, next_cursor }: Page): string {
  return [
    table(
      ['ID', 'STATUS', 'CANDIDATE', 'POSITION', 'ORDERED', 'EXPIRES', 'COMPLETED', 'REFERENCE'],
      applications.map((one) => [
        one.application_id,
        one.status,
        candidateOf(one),
        `${one.position} (${one.position_id})`,
        one.started,
        one.expires,
        one.completed === NO_DATE ? '-' : one.completed,
        one.reference ?? '-',
      ]),
      `Account ${account_id} has no such applications.`,
    ),
    ...(next_cursor === undefined ? [] : [`There are more: raise --limit, or go on with --cursor ${next_cursor}.`]),
  ].join('\n');
}

/** The candidate's name, else the e-mail address. */
function candidateOf({ fields }: Item): string {
  const pairs = Object.assign({}, ...(fields as Record<string, string>[])) as Record<string, string>;
  return pairs['app_full_name'] ?? pairs['email'] ?? '-';
}
