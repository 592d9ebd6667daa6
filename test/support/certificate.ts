import { execFileSync } from 'node:child_process';

export interface Certificate {
  key: string;
  cert: string;
}

/** Makes a new self-signed certificate for localhost and 127.0.0.1. */
export function makeCertificate(): Certificate {
  const pem = execFileSync(
    'openssl',
    [
      ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'],
      ...['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'],
      ...['-keyout', '-', '-out', '-'],
    ],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
  );
  const cert = pem.indexOf('-----BEGIN CERTIFICATE');
  return { key: pem.slice(0, cert), cert: pem.slice(cert) };
}
