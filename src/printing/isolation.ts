import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** What keeps a browser that prints from everything but its page. */
export interface Isolation {
  /** The words before those that start the browser. */
  command: readonly string[];
  flags: readonly string[];
  /** Whether the browser has a network namespace of its own, in which there is nothing. */
  namespace: boolean;
  /** Whether the browser's own sandbox holds the processes that read pages. */
  sandbox: boolean;
}

/** No name and no address is resolved, and the proxy for everything, this machine included, cannot be found. */
const NO_NETWORK = [
  '--host-resolver-rules=MAP * ~NOTFOUND',
  '--proxy-server=proxy.invalid:1',
  '--proxy-bypass-list=<-loopback>',
];
/** The sandbox refuses to start as root. */
const NO_SANDBOX = [...NO_NETWORK, '--no-sandbox'];
const ANSWER_WITHIN_MS = 10_000;

interface Surroundings {
  /** The browser. */
  program: string;
  isRoot?: boolean;
  /** The program of util-linux that makes namespaces. */
  unshare?: string;
  /** How long each try may take, ms. What has not answered by then does not work here. */
  answerMs?: number;
}

/**
 * Finds the best isolation that this system allows to this user. With user namespaces the browser has no network and
 * its own sandbox, even if we are root: it takes itself for another user then. Root without them still gets a network
 * namespace where it may make one. Everywhere the browser is also told to use no network.
 */
export async function findIsolation({
  program,
  isRoot = process.getuid?.() === 0,
  unshare = 'unshare',
  answerMs = ANSWER_WITHIN_MS,
}: Surroundings): Promise<Isolation> {
  const user = isRoot ? ['--map-user=65534', '--map-group=65534'] : ['--map-current-user'];
  const ownUser = [unshare, '--user', ...user, '--net', '--'];
  // The sandbox makes a user namespace, too, so there must be a second one inside the first. The browser is asked for
  // its version there, because some packages of it do not start in a namespace.
  if (await succeeds([...ownUser, unshare, '--user', '--', program, '--version'], answerMs)) {
    return { command: ownUser, flags: NO_NETWORK, namespace: true, sandbox: true };
  }
  if (!isRoot) return { command: [], flags: NO_NETWORK, namespace: false, sandbox: true };
  const ownNetwork = [unshare, '--net', '--'];
  const namespace = await succeeds([...ownNetwork, program, '--version'], answerMs);
  return { command: namespace ? ownNetwork : [], flags: NO_SANDBOX, namespace, sandbox: false };
}

/** Says in one sentence what keeps the browser from the network and from files. */
export function describeIsolation({ namespace, sandbox }: Isolation): string {
  const network = namespace
    ? 'has no network'
    : 'is only told to use no network, because it gets no namespace of its own';
  return `the browser that prints reports ${network}, and runs ${sandbox ? 'in' : 'as root, so without'} its sandbox`;
}

function succeeds([program, ...args]: string[], timeout: number): Promise<boolean> {
  return promisify(execFile)(program!, args, { timeout, killSignal: 'SIGKILL' }).then(
    () => true,
    () => false,
  );
}
