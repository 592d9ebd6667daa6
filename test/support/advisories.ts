import { execFile } from 'node:child_process';
import { type Lock, lockedPackages } from './licenses.js';

export interface Advisories {
  /** A line for each advisory of at least moderate severity about a package that runs. */
  grave: string[];
  /** A line for each other advisory. */
  others: string[];
}

interface Report {
  message?: string;
  vulnerabilities?: Record<string, { nodes: string[]; via: (string | Advisory)[] }>;
}

interface Advisory {
  title: string;
  url: string;
  severity: string;
}

const SLIGHT = ['info', 'low'];

/**
 * Asks npm's registry for advisories about the packages of the lock in the folder. Returns why there is no answer as a
 * string: there may be no registry that can be reached, or one that knows no advisories.
 */
export async function askForAdvisories(root: string, lock: Lock, withinMs: number): Promise<Advisories | string> {
  const printed = await audit(root, withinMs);
  if (printed === undefined) return `no answer within ${withinMs / 1000} s`;
  const { vulnerabilities, message } = readReport(printed);
  if (vulnerabilities === undefined) return message ?? printed.trim();
  const toRun = new Set(lockedPackages(lock).flatMap(({ path, dev }) => (dev ? [] : [path])));
  const found: Advisories = { grave: [], others: [] };
  for (const [name, { nodes, via }] of Object.entries(vulnerabilities)) {
    const runs = nodes.some((path) => toRun.has(path));
    // A string in `via` is a package that has an entry of its own here.
    for (const advisory of via.filter((cause) => typeof cause !== 'string')) {
      const line = `${name}, which ${runs ? 'runs' : 'builds'}: ${advisory.severity}, ${advisory.title} ${advisory.url}`;
      (runs && !SLIGHT.includes(advisory.severity) ? found.grave : found.others).push(line);
    }
  }
  return found;
}

/** Returns what npm printed on stdout, or undefined if the time was up. npm exits with 1 if it found anything. */
function audit(root: string, withinMs: number): Promise<string | undefined> {
  const args = ['audit', '--json', '--package-lock-only', '--fetch-retries=0'];
  return new Promise((resolve) => {
    execFile('npm', args, { cwd: root, timeout: withinMs, killSignal: 'SIGKILL' }, (error, stdout, stderr) => {
      resolve(error?.killed ? undefined : stdout.trim() || stderr || error?.message);
    });
  });
}

function readReport(printed: string): Report {
  try {
    return JSON.parse(printed) as Report;
  } catch {
    return {};
  }
}
