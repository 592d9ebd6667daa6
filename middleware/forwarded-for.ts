import { type RequestHandler } from 'express';
import { forwardedAddress } from '../engine/sign-in/forwarded-address.js';

/**
 * Makes X-Forwarded-For readable for Express: its addresses alone, without ports and brackets. Express takes an element
 * as it stands, so a proxy that adds the port would make each connection another client. From the right, the list ends
 * before the first element that is no address: the client is then the last proxy that we believe.
 */
export function forwardedFor(): RequestHandler {
  return function forwardedFor(req, _res, next) {
    const header = req.headers['x-forwarded-for'];
    if (header !== undefined) req.headers['x-forwarded-for'] = addressesOf([header].flat().join(','));
    next();
  };
}

function addressesOf(header: string): string {
  const read: string[] = [];
  for (const element of header.split(',').reverse()) {
    const text = element.trim();
    // A list may have empty elements (RFC 9110, section 5.6.1).
    if (text === '') continue;
    const address = forwardedAddress(text);
    if (address === undefined) break;
    read.unshift(address);
  }
  return read.join(', ');
}
