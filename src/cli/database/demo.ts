import { type Command, Option } from 'commander';
import { demoLoad } from '../../demo/demo-load.js';
import { countArgument } from '../input/count-argument.js';
import { LOAD_USER, makeDemoAccounts } from './demo-accounts.js';
import { documented } from '../output/documented.js';
import { newPassword } from '../access/new-password.js';
import { startProgress } from '../session/progress.js';
import { type Session } from '../session/session.js';

interface Options {
  accounts: number;
  applications: number;
  seed: number;
  password?: boolean;
  generate?: boolean;
}

/** `pop demo`: made-up data for trials and benchmarks. */
export function registerDemo(parent: Command, session: Session): void {
  documented(parent.command('demo'), {
    what: 'Fill the database with made-up accounts and applications of the last two years.',
    more:
      `One partner user, ${LOAD_USER}, may act for all these accounts. Each run adds more. It may be stopped at any time:\n` +
      'what is there by then is complete. The same seed gives the same applications, links and accounts apart.',
    examples: [
      'pop demo --accounts 50 --applications 1000000 --generate',
      'pop demo --accounts 3 --applications 500 --seed 7 --password < password.txt',
    ],
    json: '{"user", "accounts": ["10000001", ...], "positions": ["1", ...], "applications", "seed", "password"},\nthe password only with --generate',
  })
    .requiredOption('--accounts <N>', 'how many accounts', countArgument(1, 10_000))
    .requiredOption('--applications <M>', 'how many applications in all', countArgument(0, 100_000_000))
    .option('--seed <S>', 'what the made-up data follow from', countArgument(0, 2 ** 32 - 1), 1)
    .addOption(
      new Option('--password', `ask for a password for ${LOAD_USER} (or read it, see credential add)`).conflicts(
        'generate',
      ),
    )
    .option('--generate', `make up a password for ${LOAD_USER} and print it, this once`)
    .action((options: Options) => fill(session, options));
}

async function fill(session: Session, { accounts, applications, seed, password: asked, generate = false }: Options) {
  const db = await session.db({ statements: 'large' });
  const password = asked || generate ? await newPassword(session, { generate }) : undefined;
  const made = await makeDemoAccounts(session, { accounts, password });
  // Printed now, because the load may take long or be stopped.
  if (generate) session.note(`Password of ${LOAD_USER} (shown this once): ${password}`);
  const progress = startProgress(session, { what: 'Applications', total: applications });
  try {
    const { now, randomBytes } = session;
    await demoLoad(db, { ...made, applications, seed, now: now(), randomBytes, onProgress: progress.update });
  } finally {
    progress.stop();
  }
  const { accountIds, positionIds } = made;
  const result = { user: LOAD_USER, accounts: accountIds, positions: positionIds, applications, seed };
  session.print({ ...result, ...(generate && { password }) }, () => {
    const span = accounts === 1 ? accountIds[0] : `${accountIds[0]} to ${accountIds.at(-1)}`;
    return `Added ${applications} applications of accounts ${span} (user ${LOAD_USER}).`;
  });
}
