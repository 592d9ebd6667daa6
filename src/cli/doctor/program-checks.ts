import { packageVersion } from '../../package-version.js';
import { unfitNode } from '../../unfit-node.js';
import { almostOurs } from '../../config/almost-ours.js';
import { type Config, publicUrlOf } from '../../config/config.js';
import { isLoopback } from '../../config/is-loopback.js';
import { type Check, fail, type Finding, ok, warn } from './finding.js';

/** The checks of the program and of its configuration, which need no database. */
export function programChecks(env: Record<string, string | undefined>, config: Config): Check[] {
  return [
    { name: 'program', look: () => nodeFinding(process.versions.node) },
    { name: 'variables', look: () => variablesFinding(env) },
    { name: 'public-url', look: () => publicUrlFinding(config) },
  ];
}

/** Whether the program runs on that version of Node.js. */
export function nodeFinding(version: string): Finding {
  const unfit = unfitNode(version);
  return unfit === undefined
    ? ok(`version ${packageVersion()} on Node.js ${version}`)
    : fail(unfit, 'install one of these versions, then run npm ci');
}

function variablesFinding(env: Record<string, string | undefined>): Finding {
  const slips = almostOurs(env);
  return slips.length === 0
    ? ok('the environment is valid')
    : warn(slips.join(' '), 'correct or remove what is not read');
}

function publicUrlFinding(config: Config): Finding {
  const url = publicUrlOf(config, config.port);
  if (config.publicUrl === undefined && config.reachable) {
    return warn(`PUBLIC_URL is not set, so links begin with ${url}`, 'set PUBLIC_URL to the URL that candidates reach');
  }
  const { protocol, hostname } = new URL(url);
  if (protocol === 'https:' || isLoopback(hostname.replace(/^\[|\]$/g, ''))) return ok(url);
  return fail(`${url} is plain HTTP: passwords and candidates' data go in clear`, 'set PUBLIC_URL to an https URL');
}
