import { readUrl } from '../../engine/read-url.js';
import { isLoopback } from './is-loopback.js';

/** A mail server and how to speak to it. */
export interface SmtpServer {
  host: string;
  port: number;
  /** `tls` from the first byte, `starttls` before anything else is said, or `off`. */
  tls: 'tls' | 'starttls' | 'off';
  auth: { user: string; pass: string } | undefined;
}

const PORTS = { 'smtp:': 587, 'smtps:': 465 } as const;

/**
 * Reads `smtp://` and `smtps://` URLs with user and password percent-encoded; undefined for any other text. `smtp:`
 * requires STARTTLS, because an attacker in between can remove the server's offer of it. `?tls=off` turns STARTTLS off.
 * It is refused together with a password, except for this machine.
 */
export function readSmtpUrl(text: string): SmtpServer | undefined {
  const url = readUrl(text);
  if (!url || /\s/.test(text)) return undefined;
  const { protocol, search, hash, pathname } = url;
  if (protocol !== 'smtp:' && protocol !== 'smtps:') return undefined;
  if (url.hostname === '' || (pathname !== '' && pathname !== '/') || hash !== '') return undefined;
  const off = search === '?tls=off';
  if (search !== '' && !(off && protocol === 'smtp:')) return undefined;
  // TLS asks for the name without the dot that may end a full name (RFC 6066, section 3).
  const host = decoded(url.hostname)?.replace(/^\[|\]$|\.$/g, '');
  const [user, pass] = [decoded(url.username), decoded(url.password)];
  if (host === undefined || user === undefined || pass === undefined || (user === '') !== (pass === ''))
    return undefined;
  if (off && user !== '' && !isLoopback(host)) return undefined;
  return {
    host,
    port: url.port === '' ? PORTS[protocol] : Number(url.port),
    tls: off ? 'off' : protocol === 'smtps:' ? 'tls' : 'starttls',
    auth: user === '' ? undefined : { user, pass },
  };
}

// A control character would end an SMTP command.
function decoded(text: string): string | undefined {
  try {
    const plain = decodeURIComponent(text);
    return /\p{Cc}/u.test(plain) ? undefined : plain;
  } catch {
    return undefined;
  }
}
