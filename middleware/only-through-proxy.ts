import { type RequestHandler } from 'express';
import { problem } from './problems.js';

export interface OnlyThroughProxyOptions {
  /** Whether an address is that of a proxy that ends TLS before us. */
  isProxy(address: string): boolean;
  /** Paths that anybody on this machine may ask without the proxy. Nothing secret passes there. */
  openOnLoopback: readonly string[];
}

const LOOPBACK = /^(::ffff:)?127\.|^::1$/;

/**
 * Refuses plain HTTP that does not come from the proxy. Whoever asks us directly would send passwords and candidates'
 * data in the clear, and could not be told from the proxy's clients by address.
 */
export function onlyThroughProxy({ isProxy, openOnLoopback }: OnlyThroughProxyOptions): RequestHandler {
  return function onlyThroughProxy(req, _res, next) {
    const peer = req.socket.remoteAddress ?? '';
    const isEncrypted = 'encrypted' in req.socket;
    if (!isEncrypted && !isProxy(peer) && !(LOOPBACK.test(peer) && openOnLoopback.includes(req.path))) {
      throw problem.malformed('Plain HTTP is only for the proxy of this gateway (TRUST_PROXY). Ask by https.');
    }
    next();
  };
}
