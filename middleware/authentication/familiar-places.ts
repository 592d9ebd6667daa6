import { LRUCache } from 'lru-cache';
import { clientNetworks } from '../../engine/sign-in/client-networks.js';

/** Remembers where users have signed in: at an IPv4 address, or in the /64 of an IPv6 address. */
export interface FamiliarPlaces {
  /** A text that stands for this user at this place, if the user has signed in there. */
  find(userId: string, address: string): string | undefined;
  add(userId: string, address: string): void;
}

const LIFETIME_MS = 30 * 86_400_000;
const MAX_USERS = 10_000;
// Places are bounded for each user, so that one user with many addresses does not displace the places of others.
const MAX_PLACES = 16;

/** Remembers a place for 30 days after its last use. It is longer than verified passwords are. `now` is in ms. */
export function familiarPlaces(now: () => number): FamiliarPlaces {
  /** The instant of the last use by place, the longest unused first. */
  const users = new LRUCache<string, Map<string, number>>({ max: MAX_USERS });

  return {
    find(userId, address) {
      const { host } = clientNetworks(address);
      const usedAt = users.get(userId)?.get(host);
      return usedAt !== undefined && now() - usedAt < LIFETIME_MS ? `${userId} ${host}` : undefined;
    },
    add(userId, address) {
      const { host } = clientNetworks(address);
      const places = users.get(userId) ?? new Map<string, number>();
      places.delete(host);
      places.set(host, now());
      if (places.size > MAX_PLACES) places.delete(places.keys().next().value!);
      users.set(userId, places);
    },
  };
}
