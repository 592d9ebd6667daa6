import { createPrivateKey, X509Certificate } from 'node:crypto';
import { type Config } from '../../config/config.js';
import { readFileBytes } from '../input/read-file-bytes.js';
import { iso } from '../output/iso.js';
import { type Session } from '../session/session.js';
import { type Check, fail, type Finding, ok, warn } from './finding.js';
import { presentedCertificate } from './presented-certificate.js';

const DAY_MS = 24 * 60 * 60 * 1000;
// Certificates of 90 days are usually renewed when they have 30 left.
const SOON_MS = 14 * DAY_MS;

/** The checks of the certificate in TLS_CERT, and of the one that callers of PUBLIC_URL see. */
export function certificateChecks(session: Session, { tls, publicUrl }: Config): Check[] {
  return [
    { name: 'tls-cert', look: () => tls && ofFiles(session, tls) },
    {
      name: 'public-certificate',
      look: () => (publicUrl?.startsWith('https:') ? ofUrl(new URL(publicUrl), session.now()) : undefined),
    },
  ];
}

async function ofFiles(session: Session, { certFile, keyFile }: NonNullable<Config['tls']>): Promise<Finding> {
  const [cert, key] = [await readFileBytes(session, certFile), await readFileBytes(session, keyFile)];
  const todo = 'give both of the same certificate, as PEM files';
  try {
    const certificate = new X509Certificate(cert);
    if (!certificate.checkPrivateKey(createPrivateKey(key))) return fail('TLS_KEY is not the key of TLS_CERT', todo);
    return ofEnd(Date.parse(certificate.validTo), session.now());
  } catch (error) {
    return fail(`TLS_CERT or TLS_KEY is no PEM file: ${(error as Error).message}`, todo);
  }
}

async function ofUrl(url: URL, now: number): Promise<Finding> {
  const presented = await presentedCertificate(url);
  if ('unreachable' in presented) {
    const todo = 'look whether candidates reach it; this machine may be kept from its own public address';
    return warn(`${url.origin} cannot be reached from here: ${presented.unreachable}`, todo);
  }
  const { fault, endsAt } = presented;
  if (endsAt >= now && fault !== undefined) {
    return fail(`${url.origin} is not trusted: ${fault}`, 'install a certificate of this name with its whole chain');
  }
  return ofEnd(endsAt, now);
}

function ofEnd(endsAt: number, now: number): Finding {
  const found = `the certificate ${endsAt < now ? 'ended' : 'ends'} ${iso(endsAt)}`;
  if (endsAt < now) return fail(found, 'renew it and restart the gateway or the proxy');
  return endsAt < now + SOON_MS ? warn(found, 'renew it and restart the gateway or the proxy') : ok(found);
}
