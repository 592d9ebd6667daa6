import { tmpdir } from 'node:os';
import { parseArgs } from 'node:util';
import { benchCluster, type ClusterBenchOptions } from './cluster.js';
import { benchConsole, type ConsoleBenchOptions } from './console.js';
import { benchHttp, type HttpBenchOptions } from './http.js';
import { benchNotifications, type NotificationBenchOptions } from './notifications.js';
import { benchSignIn, type SignInBenchOptions } from './sign-in.js';

const HELP = `npm run bench -- http [options]
npm run bench -- notifications [options]
npm run bench -- sign-in [options]
npm run bench -- console [options]
npm run bench -- cluster [options]

http measures the gateway over HTTP beside its peers, and during a flood of wrong passwords; the results go into
bench/README.md. Uses wrk if it is on the PATH, else autocannon. BENCH_MYSQL_URL names a MySQL or MariaDB server
whose user may create schemas; without it a private one is started, or MariaDB is left out.

notifications measures how soon after the commit, and how many a second, notifications reach a receiver, beside bare
undici and a BullMQ worker on a private redis-server (from the PATH, else left out).

sign-in lets 50 partners ask, half of whom have to be verified, while others guess passwords from 200 addresses.

console fills each database with 10,000 accounts and a million applications, and measures what the screens of the
console read when they are opened.

cluster starts three nodes of MariaDB with Galera, HAProxy, and a MariaDB that is no cluster (mariadbd, galera-4, rsync
and haproxy must be there). It measures orders and lists on each arrangement, kills the writer, restarts all nodes in
turn, and counts what was lost, made twice or sent twice.

  --seconds N   length of one measurement (http 2, notifications 5, sign-in 20, cluster 3)
  --rounds N    measurements of each variant (http 5, cluster 3)
  --quick       a minute and a half: less of everything; prints only
  --help        this text`;

const QUICK: HttpBenchOptions = { seconds: 1, rounds: 2, open: 15_000, limits: [20], floodSeconds: 3, write: false };
const FULL: HttpBenchOptions = {
  seconds: 2,
  rounds: 5,
  open: 200_000,
  limits: [20, 1000],
  floodSeconds: 10,
  write: true,
};

const QUICK_NOTIFICATIONS: NotificationBenchOptions = { seconds: 2, backlog: 2_000, write: false };
const FULL_NOTIFICATIONS: NotificationBenchOptions = { seconds: 5, backlog: 5_000, write: true };

const QUICK_SIGN_IN: SignInBenchOptions = { seconds: 8, write: false };
const FULL_SIGN_IN: SignInBenchOptions = { seconds: 20, write: true };

const QUICK_CONSOLE: ConsoleBenchOptions = { accounts: 500, applications: 20_000, write: false };
const FULL_CONSOLE: ConsoleBenchOptions = { accounts: 10_000, applications: 1_000_000, write: true };

const QUICK_CLUSTER: ClusterBenchOptions = {
  ...{ seconds: 1, rounds: 1, steadySeconds: 2, write: false },
  ...{ races: 10, notifications: 50, step: 20 },
};
const FULL_CLUSTER: ClusterBenchOptions = {
  ...{ seconds: 3, rounds: 3, steadySeconds: 5, write: true },
  ...{ races: 200, notifications: 1_000, step: 100 },
};

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      seconds: { type: 'string' },
      rounds: { type: 'string' },
      quick: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) return console.log(HELP);
  const bench = positionals.join(' ');
  if (!['http', 'notifications', 'sign-in', 'console', 'cluster'].includes(bench)) throw new Error(HELP);
  const { BENCH_MYSQL_URL } = process.env;
  // The benchmarks use the same servers as the tests. But the cost of a commit on a disk is part of the figures, so the
  // databases are in the folder for temporary files and not in memory.
  if (BENCH_MYSQL_URL) process.env['TEST_MYSQL_URL'] = BENCH_MYSQL_URL;
  process.env['TEST_DATABASE_FOLDER'] ??= tmpdir();
  const seconds = whole('--seconds', values.seconds);
  if (bench === 'notifications') {
    const chosen = values.quick ? QUICK_NOTIFICATIONS : FULL_NOTIFICATIONS;
    return benchNotifications({ ...chosen, seconds: seconds ?? chosen.seconds });
  }
  if (bench === 'sign-in') {
    const chosen = values.quick ? QUICK_SIGN_IN : FULL_SIGN_IN;
    return benchSignIn({ ...chosen, seconds: seconds ?? chosen.seconds });
  }
  if (bench === 'console') return benchConsole(values.quick ? QUICK_CONSOLE : FULL_CONSOLE);
  const rounds = whole('--rounds', values.rounds);
  if (bench === 'cluster') {
    const chosen = values.quick ? QUICK_CLUSTER : FULL_CLUSTER;
    return benchCluster({ ...chosen, seconds: seconds ?? chosen.seconds, rounds: rounds ?? chosen.rounds });
  }
  const base = values.quick ? QUICK : FULL;
  await benchHttp({ ...base, seconds: seconds ?? base.seconds, rounds: rounds ?? base.rounds });
}

function whole(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^[1-9]\d{0,2}$/.test(text)) throw new Error(`${option} must be a whole number from 1 to 999.`);
  return Number(text);
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
