import { createHash } from 'node:crypto';
import { clientNetworks, type ClientNetworks } from '../../engine/sign-in/client-networks.js';
import { type SharedWindows } from './shared-windows.js';
import { windowCounter, type WindowLimit } from './window-counter.js';

/** The limits of failed attempts. A limit that is not given does not apply. */
export interface FailureLimits {
  perUserAndAddress?: WindowLimit;
  perAddress?: WindowLimit;
  /** For the /24 of IPv4 and the /56 of IPv6. */
  perNetwork?: WindowLimit;
  /** For the /48 of IPv6. */
  perSite?: WindowLimit;
}

/** Counts failed attempts. `claimant` is who somebody claims to be. */
export interface FailureThrottle {
  /**
   * The whole seconds to wait, `undefined` when a further attempt is allowed. A familiar claimant, who has succeeded at
   * this address, does not wait for the failures of others there.
   */
  retryAfter(claimant: string, address: string, who?: { familiar: boolean }): number | undefined;
  /** The widest network around the address; undefined if an attempt has failed in it lately. */
  unsuspectedNetwork(address: string): string | undefined;
  /** Counts an attempt that was not checked. It makes nobody suspect. */
  turnedAway(claimant: string, address: string): void;
  failed(claimant: string, address: string): void;
  succeeded(claimant: string, address: string): void;
}

/** The limits for signing in. */
export const SIGN_IN_LIMITS: FailureLimits = {
  perUserAndAddress: { failures: 10, seconds: 60 },
  perAddress: { failures: 50, seconds: 60 },
  perNetwork: { failures: 100, seconds: 60 },
  perSite: { failures: 200, seconds: 60 },
};

const SUSPECT: WindowLimit = { failures: 1, seconds: 600 };

/**
 * Slows guessing down before an attempt costs a bcrypt (the contract, section 2): by claimant and address together, by
 * address, and by the networks around it (decision 0033). It never counts by user alone, because anybody could then
 * lock a partner out. Keys are short and bounded in number. `now` is in ms. `shared`
 * gives windows that other processes count in, too.
 */
export function throttleFailures(
  { perUserAndAddress, perAddress, perNetwork, perSite }: FailureLimits,
  now: () => number,
  shared?: (name: string) => SharedWindows,
): FailureThrottle {
  const counterOf = (name: string, limit: WindowLimit = { failures: Infinity, seconds: 1 }) =>
    windowCounter(limit, { now, shared: shared?.(name) });
  const pairs = counterOf('pairs', perUserAndAddress);
  const hosts = counterOf('hosts', perAddress);
  const around = [counterOf('networks', perNetwork), counterOf('sites', perSite)];
  const suspects = counterOf('suspects', SUSPECT);

  const count = (claimant: string, client: ClientNetworks): void => {
    pairs.add(pairOf(claimant, client));
    hosts.add(client.host);
    client.around.forEach((network, index) => around[index]!.add(network));
  };

  return {
    retryAfter(claimant, address, { familiar } = { familiar: false }) {
      const client = clientNetworks(address);
      const waits = [pairs.waitOf(pairOf(claimant, client))];
      if (!familiar) {
        waits.push(hosts.waitOf(client.host));
        waits.push(...client.around.map((network, index) => around[index]!.waitOf(network)));
      }
      const longest = Math.max(...waits);
      return longest > 0 ? Math.ceil(longest / 1000) : undefined;
    },
    unsuspectedNetwork(address) {
      const network = widestOf(clientNetworks(address));
      return suspects.waitOf(network) > 0 ? undefined : network;
    },
    turnedAway: (claimant, address) => count(claimant, clientNetworks(address)),
    failed(claimant, address) {
      const client = clientNetworks(address);
      count(claimant, client);
      suspects.add(widestOf(client));
    },
    // The counts of the address and its networks stay. Otherwise a login to the attacker's own account would allow more
    // guesses at others.
    succeeded: (claimant, address) => pairs.forget(pairOf(claimant, clientNetworks(address))),
  };
}

const widestOf = ({ host, around }: ClientNetworks): string => around.at(-1) ?? host;

function pairOf(claimant: string, { host }: ClientNetworks): string {
  return createHash('sha256').update(`${host} ${claimant}`).digest('base64');
}
