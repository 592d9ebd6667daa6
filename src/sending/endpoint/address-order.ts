// More names than this with an address that failed are not remembered. The oldest one is then forgotten.
const MAX_NAMES = 1_000;

export interface AddressOrder {
  /** Sorts the addresses of a name: those that have not failed first, then the others from the oldest failure on. */
  sort(name: string, addresses: readonly string[]): string[];
  failed(name: string, address: string): void;
  answered(name: string, address: string): void;
}

/**
 * Remembers which addresses of a name failed. One try is made at a few addresses only. In this order, further tries
 * come to all the others, whatever the order of the DNS is.
 */
export function addressOrder(): AddressOrder {
  const failures = new Map<string, Map<string, number>>();
  let count = 0;
  return {
    sort(name, addresses) {
      const ofName = failures.get(name);
      if (!ofName) return [...addresses];
      // An address that the name no longer has need not be remembered.
      for (const address of ofName.keys()) if (!addresses.includes(address)) ofName.delete(address);
      return [...addresses].sort((a, b) => (ofName.get(a) ?? 0) - (ofName.get(b) ?? 0));
    },
    failed(name, address) {
      const ofName = failures.get(name) ?? new Map<string, number>();
      ofName.set(address, (count += 1));
      failures.set(name, ofName);
      const [oldest] = failures.keys();
      if (failures.size > MAX_NAMES && oldest !== undefined) failures.delete(oldest);
    },
    answered(name, address) {
      const ofName = failures.get(name);
      ofName?.delete(address);
      if (ofName?.size === 0) failures.delete(name);
    },
  };
}
