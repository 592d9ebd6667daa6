import { isIPv4, isIPv6 } from 'node:net';

// An address in brackets or an IPv4 address, with or without a port. A bare IPv6 address is read as it is.
const WRITTEN = /^(?:\[(?<bracketed>[^[\]]+)\]|(?<dotted>\d[\d.]+))(?::\d{1,5})?$/;
// The URL parser writes an IPv4 address in IPv6 form with hexadecimal digits.
const MAPPED = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/;

/**
 * The address alone, in its shortest form, of one element of X-Forwarded-For. Proxies write it bare, in brackets or
 * with the client's port. An IPv4 address in IPv6 form becomes IPv4, and a zone is dropped. Anything else gives
 * `undefined`, such as a name, `unknown` or text that somebody made up.
 */
export function forwardedAddress(element: string): string | undefined {
  const written = WRITTEN.exec(element)?.groups;
  const address = written?.['bracketed'] ?? written?.['dotted'] ?? element;
  if (isIPv4(address)) return address;
  return isIPv6(address) ? shortest(address.split('%', 1)[0]!) : undefined;
}

function shortest(address: string): string {
  const host = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const mapped = MAPPED.exec(host);
  if (!mapped) return host;
  const [high, low] = mapped.slice(1).map((digits) => parseInt(digits, 16)) as [number, number];
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}
