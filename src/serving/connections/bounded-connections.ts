import { Counter, type Registry } from 'prom-client';
import { forwardedAddress } from '../../../engine/sign-in/forwarded-address.js';
import { isLoopback } from '../../config/is-loopback.js';
import { CONNECTION_LIMITS, type ConnectionParts } from './limit-connections.js';
import { proxyTrust } from './proxy-trust.js';

/**
 * The limit of connections of a gateway, with its metric. Proxies have none, because all their clients come from one
 * address. This machine has none either: the proxy may be here without being named, and whoever else is here needs no
 * network to do harm.
 */
export function boundedConnections(
  trustProxy: string | undefined,
  registry: Registry,
  { workers = 1 }: { workers?: number } = {},
): ConnectionParts {
  const isProxy = proxyTrust(trustProxy);
  const refusals = new Counter({
    name: 'pop_connections_refused_total',
    help: 'Connections closed at once because their client had too many open.',
    registers: [registry],
  });
  return {
    isExempt: (address) => isLoopback(forwardedAddress(address) ?? address) || isProxy(address),
    refused: () => refusals.inc(),
    // The primary gives each worker its share of the connections.
    limits: {
      host: Math.ceil(CONNECTION_LIMITS.host / workers),
      network: Math.ceil(CONNECTION_LIMITS.network / workers),
    },
  };
}
