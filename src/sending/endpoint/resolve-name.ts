import { promises as dns } from 'node:dns';
import { setTimeout as delay } from 'node:timers/promises';

export interface NameResolver {
  /** Gives all addresses of a name, IPv4 first. Rejects if the name has none. */
  resolve(name: string): Promise<string[]>;
  cancel(): void;
}

/** How long to wait for the IPv6 addresses of a name once its IPv4 addresses are known (RFC 8305, section 3). */
const GRACE_MS = 50;

/**
 * Looks names up by c-ares, so only in the DNS. `dns.lookup` would queue behind password hashing in libuv's four
 * threads, where one look-up was delayed by 1.7 s.
 */
export function nameResolver(): NameResolver {
  const resolver = new dns.Resolver({ timeout: 1_000, tries: 2 });
  return {
    resolve: async (name) => {
      const six = resolver.resolve6(name).catch(() => []);
      let four: string[];
      try {
        four = await resolver.resolve4(name);
      } catch (error) {
        const found = await six;
        if (found.length === 0) throw error;
        return found;
      }
      return [...four, ...(await Promise.race([six, delay(GRACE_MS, [], { ref: false })]))];
    },
    cancel: () => resolver.cancel(),
  };
}
