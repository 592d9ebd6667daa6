/** Why there was no response. The words never change, because they are stored, counted and shown. */
export class AttemptFault extends Error {
  constructor(
    readonly fault: string,
    readonly blocked = false,
  ) {
    super(fault);
  }
}

const ARRIVED = 'it probably arrived';
// The other side read the request and spoke HTTP, but the parser takes nothing that is sloppy: lines that end in LF
// alone, folded headers, a repeated Content-Length. A tolerant reader could take another status out of it.
const UNREADABLE = `invalid response: ${ARRIVED}`;
const TOO_LARGE = `headers too large: ${ARRIVED}`;

const FAULTS: Partial<Record<string, string>> = {
  ECONNREFUSED: 'refused',
  ECONNRESET: 'reset',
  EPIPE: 'reset',
  ETIMEDOUT: 'connect timed out',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  EADDRNOTAVAIL: 'unreachable',
  EAFNOSUPPORT: 'unreachable',
  EACCES: 'unreachable',
  EPERM: 'unreachable',
  ENOTFOUND: 'name not found',
  ENODATA: 'name not found',
  EBADNAME: 'name not found',
  ETIMEOUT: 'name lookup timed out',
  UND_ERR_HEADERS_OVERFLOW: TOO_LARGE,
  HPE_HEADER_OVERFLOW: TOO_LARGE,
  // A status below 100. undici asserts that no response has one.
  ERR_ASSERTION: UNREADABLE,
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: UNREADABLE,
  ECANCELLED: 'stopped',
  UND_ERR_ABORTED: 'stopped',
  UND_ERR_CLOSED: 'stopped',
  UND_ERR_DESTROYED: 'stopped',
};

const NO_HTTP = 'Expected HTTP/';
const SOCKET_FAULTS: Partial<Record<string, string>> = {
  // A response that came before a request.
  'bad response': 'invalid response',
  'bad upgrade': UNREADABLE,
};
const IMPOSSIBLE = ['UND_ERR_INVALID_ARG', 'UND_ERR_NOT_SUPPORTED', 'ERR_INVALID_CHAR', 'ERR_INVALID_URL'];
const X509 = /^(UNABLE_TO|CERT|CRL|ERROR_IN|DEPTH_ZERO|SELF_SIGNED|INVALID_(CA|PURPOSE)|HOSTNAME_MISMATCH|PATH_LENGTH)/;

/**
 * Gives the word for an error of the resolver, the socket, TLS or the HTTP client. It never repeats what was sent,
 * which may be a secret.
 */
export function faultWord(error: unknown): string {
  if (error instanceof AttemptFault) return error.fault;
  if (!(error instanceof Error)) return 'failed';
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const known = FAULTS[code];
  if (known !== undefined) return known;
  if (IMPOSSIBLE.includes(code)) return `request impossible: ${error.message}`;
  // The parser's errors differ in their text only.
  if (error.name === 'HTTPParserError') return error.message.includes(NO_HTTP) ? 'invalid response' : UNREADABLE;
  if (code === 'UND_ERR_SOCKET') return SOCKET_FAULTS[error.message] ?? 'closed';
  if (code === 'EPROTO' || /^ERR_(SSL|TLS)_/.test(code) || X509.test(code)) return `tls: ${code}`;
  if ('syscall' in error && /^query/.test(String(error.syscall))) return `name lookup failed: ${code}`;
  return `failed: ${code || error.name}`;
}

/** Whether the fault is a response that could not be read, so that the request probably arrived. */
export function probablyArrived(fault: string): boolean {
  return fault.endsWith(ARRIVED);
}

/** What is known of a server whose connect ended like this, from the most to the least. */
const TELLING = [/^stopped/, /^tls:/, /^(reset|closed)/, /^refused/, /^connect timed out/, /^(?!unreachable)/];

/** Whether the first fault of a connect says more about the server than the second one. */
export function moreTelling(fault: string, than: string): boolean {
  return rank(fault) < rank(than);
}

function rank(fault: string): number {
  const index = TELLING.findIndex((words) => words.test(fault));
  return index < 0 ? TELLING.length : index;
}
