import { type CookieOptions } from 'express';
import { isLoopback } from '../../config/is-loopback.js';

/** How the console's session travels. */
export interface ConsoleCookie {
  name: string;
  options: CookieOptions;
  /** The origin of the console's own pages. */
  origin: string;
  /** Why nobody can sign in at this address. */
  refusal?: string;
}

/**
 * The cookie for a public address. With https it is one that no plain page and no other host of the domain can set
 * (`__Host-`, or `__Secure-` below a path). Plain http is for this machine only, as for passwords of the API.
 */
export function consoleCookie(publicUrl: string): ConsoleCookie {
  const { protocol, hostname, origin, pathname } = new URL(publicUrl);
  const isBelowPath = pathname !== '/';
  const options: CookieOptions = {
    httpOnly: true,
    sameSite: 'strict',
    secure: protocol === 'https:',
    path: isBelowPath ? pathname : '/',
  };
  if (protocol === 'https:') {
    return { name: `${isBelowPath ? '__Secure-' : '__Host-'}pop-console`, options, origin };
  }
  const isHere = isLoopback(hostname.replace(/^\[|\]$/g, ''));
  return { name: 'pop-console', options, origin, ...(!isHere && { refusal: NO_PLAIN_HTTP }) };
}

const NO_PLAIN_HTTP =
  'The console is served by https, or to this machine alone: by plain http others could read the password. Set PUBLIC_URL ' +
  'to an https address (docs/operations.md, TLS).';
