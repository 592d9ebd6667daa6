import { createHash } from 'node:crypto';
import { isIPv6 } from 'node:net';
import ipaddr from 'ipaddr.js';
import { RateLimiterMemory } from 'rate-limiter-flexible';

/** The number of failures allowed in a window of that many seconds, which begins with the first failure. */
export interface FailureLimit {
  failures: number;
  seconds: number;
}

/**
 * Counts failed logins. `claimant` is who somebody claims to be. `retryAfter` gives the whole seconds to wait,
 * `undefined` when a further attempt is allowed.
 */
export interface FailureThrottle {
  retryAfter(claimant: string, address: string): Promise<number | undefined>;
  failed(claimant: string, address: string): Promise<void>;
  succeeded(claimant: string, address: string): Promise<void>;
}

/**
 * Slows guessing down before an attempt costs a bcrypt (the contract, section 2): by claimant and address together, and
 * by address. It never counts by user alone, because anybody could then lock a partner out. IPv6 clients are counted by
 * their /64. Only attempts that cost a bcrypt are counted, so the speed of bcrypt limits the memory. Keys have a fixed
 * length and are deleted when their window ends.
 */
export function throttleFailures({
  perUserAndAddress = { failures: 10, seconds: 60 },
  perAddress = { failures: 50, seconds: 60 },
}: { perUserAndAddress?: FailureLimit; perAddress?: FailureLimit } = {}): FailureThrottle {
  const pairs = limiterOf(perUserAndAddress);
  const networks = limiterOf(perAddress);

  return {
    async retryAfter(claimant, address) {
      const network = networkOf(address);
      const waits = await Promise.all([waitOf(pairs, pairOf(claimant, network)), waitOf(networks, network)]);
      const longest = Math.max(...waits);
      return longest > 0 ? Math.ceil(longest / 1000) : undefined;
    },
    async failed(claimant, address) {
      const network = networkOf(address);
      await Promise.all([pairs.penalty(pairOf(claimant, network)), networks.penalty(network)]);
    },
    // The count of the address stays. Otherwise a login to the attacker's own account would allow more guesses at
    // others.
    async succeeded(claimant, address) {
      await pairs.delete(pairOf(claimant, networkOf(address)));
    },
  };
}

function limiterOf({ failures, seconds }: FailureLimit): RateLimiterMemory {
  return new RateLimiterMemory({ points: failures, duration: seconds });
}

async function waitOf(limiter: RateLimiterMemory, key: string): Promise<number> {
  const found = await limiter.get(key);
  return found && found.consumedPoints >= limiter.points ? found.msBeforeNext : 0;
}

// One client may have any address of a /64. An IPv4 address in IPv6 form counts as IPv4.
function networkOf(address: string): string {
  if (!isIPv6(address)) return address;
  const parsed = ipaddr.parse(address) as ipaddr.IPv6;
  if (parsed.isIPv4MappedAddress()) return parsed.toIPv4Address().toString();
  return parsed.parts.slice(0, 4).join(':');
}

function pairOf(claimant: string, network: string): string {
  return createHash('sha256').update(`${network} ${claimant}`).digest('base64');
}
