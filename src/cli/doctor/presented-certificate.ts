import { isIP } from 'node:net';
import { connect } from 'node:tls';

/** The certificate at a URL, or why there is none to see. */
export type Presented =
  | { unreachable: string }
  | {
      /** Why callers do not trust it. Undefined if they do. */
      fault: string | undefined;
      endsAt: number;
    };

const WITHIN_MS = 5_000;

/** Connects to the host of an https URL, looks at its certificate, and sends nothing. Never rejects. */
export function presentedCertificate({ hostname, port }: URL, withinMs = WITHIN_MS): Promise<Presented> {
  const host = hostname.replace(/^\[|\]$/g, '');
  return new Promise((resolve) => {
    const servername = isIP(host) === 0 ? host : '';
    // An untrusted one is looked at as well. Nothing is sent to it.
    const socket = connect({ host, port: Number(port || 443), servername, rejectUnauthorized: false });
    const end = (presented: Presented): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve(presented);
    };
    const timer = setTimeout(() => end({ unreachable: `no answer within ${withinMs / 1000} s` }), withinMs);
    socket.on('error', (error: NodeJS.ErrnoException) => end({ unreachable: error.message || (error.code ?? '') }));
    socket.on('close', () => end({ unreachable: 'the connection was closed' }));
    socket.on('secureConnect', () => {
      const certificate = socket.getPeerX509Certificate();
      if (!certificate) return end({ unreachable: 'it has no certificate' });
      const untrusted = socket.authorized ? undefined : String(socket.authorizationError);
      const known = isIP(host) === 0 ? certificate.checkHost(host) : certificate.checkIP(host);
      const fault = untrusted ?? (known === undefined ? `it is not for ${host}` : undefined);
      end({ fault, endsAt: Date.parse(certificate.validTo) });
    });
  });
}
