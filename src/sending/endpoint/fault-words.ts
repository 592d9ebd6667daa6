/** Why there was no response. The words never change, because they are stored, counted and shown. */
export class AttemptFault extends Error {
  constructor(
    readonly fault: string,
    readonly blocked = false,
  ) {
    super(fault);
  }
}

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
  UND_ERR_HEADERS_OVERFLOW: 'headers too large',
  HPE_HEADER_OVERFLOW: 'headers too large',
  // A status below 100. undici asserts that no response has one.
  ERR_ASSERTION: 'invalid response',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'invalid response',
  ECANCELLED: 'stopped',
  UND_ERR_ABORTED: 'stopped',
  UND_ERR_CLOSED: 'stopped',
  UND_ERR_DESTROYED: 'stopped',
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
  if (error.name === 'HTTPParserError') return 'invalid response';
  if (code === 'UND_ERR_SOCKET') return error.message.startsWith('bad ') ? 'invalid response' : 'closed';
  if (code === 'EPROTO' || /^ERR_(SSL|TLS)_/.test(code) || X509.test(code)) return `tls: ${code}`;
  if ('syscall' in error && /^query/.test(String(error.syscall))) return `name lookup failed: ${code}`;
  return `failed: ${code || error.name}`;
}
