import { type Deliverer, deliverer } from './endpoint/deliver.js';
import { egressGuard } from './endpoint/egress.js';

/** How notifications name their sender. */
export const USER_AGENT = 'pop-partner-gateway';

export interface OutgoingParts {
  allowCidrs: string[];
  /** The port this process listens on, if it listens. No notification url may lead back to it. */
  ownPort?: number;
  now(): number;
}

export interface Outgoing extends Deliverer {
  /** Why the guard refuses a url that is about to be saved; undefined if it does not. */
  refusalOfUrl(url: string): string | undefined;
}

/** Makes what sends all HTTP of this process, with one guard and one pool of connections. */
export function outgoing({ allowCidrs, ownPort, now }: OutgoingParts): Outgoing {
  const guard = egressGuard({ allowCidrs, ...(ownPort !== undefined && { ownAddresses: { port: ownPort } }) });
  return { ...deliverer({ guard, now, userAgent: USER_AGENT }), refusalOfUrl: guard.refusalOfUrl };
}
