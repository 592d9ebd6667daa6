import { isUtf8 } from 'node:buffer';

/** The user name and password that a request sends. */
export interface BasicCredentials {
  userName: string;
  password: string;
}

const MAX_HEADER_LENGTH = 8192;
const BASIC = /^basic ([A-Za-z0-9+/]+={0,2})$/i;
// Cc is exactly the characters C0, DEL and C1.
const CONTROL = /\p{Cc}/u;

/**
 * Reads an `Authorization` header by RFC 7617 and the contract, section 2: the scheme Basic in any case, one space,
 * canonical base64 of strict UTF-8. The first colon ends the user name. The password may be empty and may contain
 * colons. An empty user name, control characters, more than 8 KiB and anything else give `undefined`.
 */
export function parseBasicCredentials(header: string | undefined): BasicCredentials | undefined {
  if (header === undefined || header.length > MAX_HEADER_LENGTH) return undefined;
  const token = BASIC.exec(header)?.[1];
  if (token === undefined) return undefined;
  const bytes = Buffer.from(token, 'base64');
  // Node decodes without strict checks. Encoding the bytes again shows missing padding and bits left over.
  if (bytes.toString('base64') !== token || !isUtf8(bytes)) return undefined;
  const text = bytes.toString('utf8');
  const colon = text.indexOf(':');
  if (colon < 1 || CONTROL.test(text)) return undefined;
  return { userName: text.slice(0, colon), password: text.slice(colon + 1) };
}
