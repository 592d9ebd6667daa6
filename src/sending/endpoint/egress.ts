import { isIP, isIPv4 } from 'node:net';
import { networkInterfaces } from 'node:os';
import ipaddr from 'ipaddr.js';
import { fillPlaceholder } from '../../../engine/config/notification-url-check.js';
import { readUrl } from '../../../engine/read-url.js';

type Address = ipaddr.IPv4 | ipaddr.IPv6;
type Range = [Address, number];

/** Says which addresses may be called. Every verdict is a text for people; undefined means that the call is allowed. */
export interface EgressGuard {
  /** Why a connection to this address (a literal, never a name) and port is refused. */
  refusal(address: string, port: number): string | undefined;
  /**
   * The same for a URL whose host is an address or localhost. The addresses of any other name are known only at the
   * call.
   */
  refusalOfUrl(url: string): string | undefined;
}

export interface EgressOptions {
  /** Ranges or single addresses that are allowed although they are not public. */
  allowCidrs: string[];
  /**
   * Our own listening port. It is refused on every address of this machine, whatever is allowed. Read at each check.
   */
  ownAddresses?: { port: number };
  addressesOfThisMachine?: () => string[];
}

const WORDS: Partial<Record<string, string>> = {
  loopback: 'a loopback address',
  private: 'a private address',
  uniqueLocal: 'a private address',
  linkLocal: 'a link-local address',
  carrierGradeNat: 'a carrier-grade NAT address',
  multicast: 'a multicast address',
  broadcast: 'a broadcast address',
  unspecified: 'an address of this network',
  rfc6052: 'a NAT64 address',
  '6to4': 'a 6to4 address',
  teredo: 'a Teredo address',
  reserved: 'a reserved address',
};

const GLOBAL_IPV6: Range = [ipaddr.parse('2000::'), 3];
const LOCALHOST = /^(?:.+\.)?localhost\.?$/i;
const LOOPBACK = ['127.0.0.1', '::1'];

/**
 * Makes the guard. By default only public unicast addresses may be called. For IPv6 these are a part of 2000::/3:
 * elsewhere, whole families of addresses that carry an IPv4 address inside look like unicast. An IPv4-mapped address is
 * judged as its IPv4 address. Throws an Error that names NOTIFY_ALLOW_CIDRS if a range is not valid.
 */
export function egressGuard({
  allowCidrs,
  ownAddresses,
  addressesOfThisMachine = interfaceAddresses,
}: EgressOptions): EgressGuard {
  const allowed = allowCidrs.map(parseRange);

  const isOwn = (address: Address, port: number): boolean =>
    ownAddresses?.port === port &&
    (['loopback', 'unspecified'].includes(address.range()) ||
      addressesOfThisMachine().some((own) => unmapped(own).toString() === address.toString()));

  const refusal = (text: string, port: number): string | undefined => {
    if (isIP(text) === 0) return `${text} is no address`;
    const address = unmapped(text);
    if (isOwn(address, port)) return `${text} is this gateway itself`;
    if (allowed.some((range) => isIn(address, range)) || isPublic(address)) return undefined;
    return `${text} is ${WORDS[address.range()] ?? 'no public address'}`;
  };

  const refusalOfUrl = (url: string): string | undefined => {
    const read = readUrl(fillPlaceholder(url, '1'));
    if (!read) return undefined;
    const { hostname, port, protocol } = read;
    const addresses = addressesOfLiteral(hostname) ?? [];
    const refusals = addresses.map((address) => refusal(address, portOf(port, protocol)));
    // A call goes to any address that is allowed.
    return refusals.includes(undefined) ? undefined : refusals[0];
  };

  return { refusal, refusalOfUrl };
}

/**
 * Gives the addresses of a URL's host that need no look-up. The host is an address in its usual form or localhost;
 * undefined for any other host.
 */
export function addressesOfLiteral(hostname: string): string[] | undefined {
  const bare = hostname.replace(/^\[(.*)\]$/, '$1');
  if (isIP(bare) !== 0) return [bare];
  return LOCALHOST.test(hostname) ? LOOPBACK : undefined;
}

/** Gives the port of a URL. A URL leaves out the usual port of its protocol. */
export function portOf(port: string, protocol: string): number {
  return port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port);
}

function isPublic(address: Address): boolean {
  return address.range() === 'unicast' && (address.kind() === 'ipv4' || isIn(address, GLOBAL_IPV6));
}

function isIn(address: Address, [base, bits]: Range): boolean {
  return address.kind() === base.kind() && address.match(base, bits);
}

function unmapped(text: string): Address {
  return ipaddr.process(inHex(text));
}

/**
 * Gives an IPv6 address without zone and dotted part. ipaddr.js reads the deprecated `::127.0.0.1` as
 * `::ffff:127.0.0.1`. Without this, `::8.8.8.8`, as resolvers write it, would pass for public.
 */
function inHex(text: string): string {
  return isIPv4(text) ? text : new URL(`http://[${text.replace(/%.*$/, '')}]`).hostname.slice(1, -1);
}

function parseRange(text: string): Range {
  const [base = '', bits, ...rest] = text.split('/');
  const width = isIPv4(base) ? 32 : 128;
  const prefix = bits === undefined ? width : /^\d{1,3}$/.test(bits) ? Number(bits) : Infinity;
  if (isIP(base) === 0 || base.includes('%') || rest.length > 0 || prefix > width) throw invalid(text, 'is no range');
  const address = ipaddr.parse(inHex(base));
  if (isMapped(address)) throw invalid(text, 'must be written as an IPv4 range');
  const cidr = `${inHex(base)}/${prefix}`;
  const family = width === 32 ? ipaddr.IPv4 : ipaddr.IPv6;
  const network = family.networkAddressFromCIDR(cidr).toString();
  if (network !== address.toString()) throw invalid(text, `has bits beyond its prefix: ${network}/${prefix} has none`);
  return [address, prefix];
}

const isMapped = (address: Address): boolean => address.range() === 'ipv4Mapped';

const invalid = (text: string, why: string): Error =>
  new Error(`NOTIFY_ALLOW_CIDRS is not valid: ${JSON.stringify(text)} ${why}`);

function interfaceAddresses(): string[] {
  return Object.values(networkInterfaces()).flatMap((addresses) => addresses?.map(({ address }) => address) ?? []);
}
