import { type Command, Option } from 'commander';
import { Refusal } from '../../../engine/refusal.js';
import { currentPrivacy } from '../../../db/privacy/account-privacy.js';
import { presentPrivacy } from '../../../routes/privacy/present-privacy.js';
import { setPrivacy } from '../../../routes/privacy/set-privacy.js';
import { idArgument } from '../input/id-argument.js';
import { knownAccount } from '../input/known.js';
import { documented } from '../output/documented.js';
import { refused } from '../output/refused.js';
import { operationContext } from '../session/operation-context.js';
import { type Session } from '../session/session.js';
import { privacyLines } from './privacy-lines.js';
import { readNotice } from './read-notice.js';
import { readRetention } from './read-retention.js';

interface Options {
  notice?: ReturnType<typeof readNotice>;
  consent?: 'yes' | 'no';
  retentionDays?: number;
  keepScores?: 'yes' | 'no';
}

/** `pop privacy set`: changes what an account says about its candidates' data. */
export function registerPrivacySet(parent: Command, session: Session): void {
  const yesNo = (flags: string, what: string) => new Option(flags, what).choices(['yes', 'no']);
  documented(parent.command('set'), {
    what: "Change what an account says about its candidates' data, or how long it keeps them.",
    more:
      'What is not named stays. Each change is a new version, and the consent of a candidate names the version that was shown.\n' +
      'The notices are replaced together, each a text or an address of a page.',
    examples: [
      'pop privacy set 10000001 --notice eng=https://partner.example.com/privacy --consent yes',
      'pop privacy set 10000001 --retention-days 180 --keep-scores yes',
      'pop privacy set 10000001 --retention-days never',
    ],
    json: 'as in GET /v1/accounts/{account_id}/privacy',
  })
    .argument('<ACCOUNT>', 'id of the account', idArgument)
    .option('--notice <LANGUAGE=TEXT|URL...>', 'what candidates read, for each language', readNotice)
    .addOption(yesNo('--consent <YES|NO>', 'whether candidates have to agree before they answer'))
    .option('--retention-days <DAYS|never>', 'days after the end of an application until it is erased', readRetention)
    .addOption(yesNo('--keep-scores <YES|NO>', 'whether erasing keeps scores without the person'))
    .action((accountId: string, options: Options) => set(session, accountId, options));
}

async function set(session: Session, accountId: string, options: Options): Promise<void> {
  const { notice, consent, retentionDays, keepScores } = options;
  const input = {
    ...(notice && { notices: notice }),
    ...(consent && { consent: consent === 'yes' }),
    ...(retentionDays !== undefined && { retention_days: retentionDays }),
    ...(keepScores && { keep_scores: keepScores === 'yes' }),
  };
  if (Object.keys(input).length === 0) throw refused('Nothing is to be changed: name an option.');
  const context = await operationContext(session, { operation: 'privacy set', object: `account ${accountId}` });
  await knownAccount(context.db, accountId);
  const answer = await setPrivacy(input, { ...context, accountId });
  if (answer instanceof Refusal) throw refused(answer.detail);
  const shown = presentPrivacy(accountId, await currentPrivacy(context.db, accountId));
  session.print(shown, () => privacyLines(shown));
}
