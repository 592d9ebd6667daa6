import fc from 'fast-check';

/** An origin in one of its many spellings. Two spellings of the same origin have the same `key`. */
export interface SpelledOrigin {
  key: string;
  text: string;
  loopback: boolean;
  place: [scheme: 'https' | 'http', host: string, port: string];
}

// The spellings are written by hand, so that no code under test decides which of them are equal.
const HOSTS: Record<string, string[]> = {
  'p.example.com': ['p.example.com', 'P.Example.COM', '%70.example.com', 'ｐ.example.com', 'p。example。com'],
  'p.example.com.': ['p.example.com.', 'P.EXAMPLE.com.'],
  'p.example.com..': ['p.example.com..'],
  'example.com': ['example.com'],
  'p.example.com.evil.example': ['p.example.com.evil.example'],
  'xp.example.com': ['xp.example.com'],
  'xn--bcher-kva.example': ['bücher.example', 'BÜCHER.example', 'xn--bcher-kva.example', 'XN--BCHER-KVA.example'],
  'bucher.example': ['bucher.example'],
  // Contains a Cyrillic а.
  'xn--exmple-4nf.com': ['ex\u0430mple.com'],
  '203.0.113.10': ['203.0.113.10', '0xcb.0.113.10', '203.0.28938', '3405803786'],
  '203.0.113.11': ['203.0.113.11'],
  '[2001:db8::1]': ['[2001:db8::1]', '[2001:DB8:0:0:0:0:0:1]', '[2001:db8::0.0.0.1]'],
  '[2001:db8::2]': ['[2001:db8::2]'],
  '[::ffff:cb00:710a]': ['[::ffff:203.0.113.10]', '[::FFFF:cb00:710a]'],
};
const LOOPBACK: Record<string, string[]> = {
  localhost: ['localhost', 'LOCALHOST'],
  '127.0.0.1': ['127.0.0.1', '127.1', '0x7f000001'],
  '[::1]': ['[::1]', '[0:0:0:0:0:0:0:1]'],
};
const SCHEMES = { https: ['https', 'HTTPS', 'hTTps'], http: ['http', 'Http'] };
const PORTS = {
  https: { '443': ['', ':', ':443', ':0443'], '80': [':80'], '8443': [':8443', ':08443'] },
  http: { '80': ['', ':80', ':'], '443': [':443'], '8443': [':8443'] },
};

type Scheme = keyof typeof PORTS;
type Place = SpelledOrigin['place'];

const keyOf = <T extends object>(record: T) => fc.constantFrom(...(Object.keys(record) as (keyof T & string)[]));

const place: fc.Arbitrary<Place> = fc
  .tuple(
    fc.constantFrom<Scheme>('https', 'https', 'http'),
    fc.oneof({ weight: 4, arbitrary: keyOf(HOSTS) }, keyOf(LOOPBACK)),
  )
  .chain(([scheme, host]) => keyOf<Record<string, string[]>>(PORTS[scheme]).map((port): Place => [scheme, host, port]));

const spelled = ([scheme, host, port]: Place): fc.Arbitrary<SpelledOrigin> => {
  const ports: Record<string, string[]> = PORTS[scheme];
  return fc
    .tuple(
      fc.constantFrom(...SCHEMES[scheme]),
      fc.constantFrom(...(HOSTS[host] ?? LOOPBACK[host]!)),
      fc.constantFrom(...ports[port]!),
    )
    .map(([written, name, suffix]) => ({
      place: [scheme, host, port],
      key: `${scheme} ${host} ${port}`,
      text: `${written}://${name}${suffix}`,
      loopback: Object.hasOwn(LOOPBACK, host),
    }));
};

/** An origin in any of its spellings. */
export const spelledOrigin: fc.Arbitrary<SpelledOrigin> = place.chain(spelled);

/** An origin that `app_url_origins` accepts: https, or http of this machine. */
export const listableOrigin = spelledOrigin.filter(({ key, loopback }) => loopback || key.startsWith('https '));

/** One of the given origins in any of its spellings. */
export const respelled = (origins: SpelledOrigin[]): fc.Arbitrary<SpelledOrigin> =>
  fc.constantFrom(...origins).chain((origin) => spelled(origin.place));

/** An origin that differs from the given one in exactly one of scheme, host and port. */
export const neighbour = ({ place: [scheme, host, port] }: SpelledOrigin): fc.Arbitrary<SpelledOrigin> =>
  fc
    .oneof(
      place.map(([, other]): Place => [scheme, other, port]),
      keyOf<Record<string, string[]>>(PORTS[scheme]).map((other): Place => [scheme, host, other]),
      // The port number stays the same, so only the scheme differs.
      fc.constant<Place>([scheme === 'https' ? 'http' : 'https', host, port]),
    )
    .chain(spelled);
