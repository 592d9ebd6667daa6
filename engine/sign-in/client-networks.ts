import { isIPv4 } from 'node:net';
import ipaddr from 'ipaddr.js';
import { forwardedAddress } from './forwarded-address.js';

/** Where a client is, as failed sign-ins are counted. */
export interface ClientNetworks {
  /** One client: an IPv4 address, or the /64 of an IPv6 address, because one client may have any address of it. */
  host: string;
  /** The networks around it that one owner may have, the narrowest first: the /24 of IPv4, the /56 and /48 of IPv6. */
  around: string[];
}

/** The networks of a client's address. A text that is no address stands for itself. */
export function clientNetworks(address: string): ClientNetworks {
  const alone = forwardedAddress(address);
  if (alone === undefined) return { host: address, around: [] };
  if (isIPv4(alone)) return { host: alone, around: [`${alone.slice(0, alone.lastIndexOf('.'))}.0/24`] };
  const parts = (ipaddr.parse(alone) as ipaddr.IPv6).parts
    .slice(0, 4)
    .map((part) => part.toString(16).padStart(4, '0'));
  const bits = parts.join('');
  return { host: `${bits}/64`, around: [`${bits.slice(0, 14)}/56`, `${bits.slice(0, 12)}/48`] };
}
