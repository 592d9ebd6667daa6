import { type Deliverer, deliverer } from './endpoint/deliver.js';
import { egressGuard } from './endpoint/egress.js';

/** How notifications name their sender. */
export const USER_AGENT = 'pop-partner-gateway';

export interface OutgoingParts {
  allowCidrs: string[];
  /** The port this process listens on, if it does: nobody's url may lead back to it. */
  ownPort?: number;
  now(): number;
}

export interface Outgoing extends Deliverer {
  /** What the guard has against a url that is about to be saved. */
  refusalOfUrl(url: string): string | undefined;
}

/** All HTTP that leaves this process: one guard, one pool of connections. */
export function outgoing({ allowCidrs, ownPort, now }: OutgoingParts): Outgoing {
  const guard = egressGuard({ allowCidrs, ...(ownPort !== undefined && { ownAddresses: { port: ownPort } }) });
  return { ...deliverer({ guard, now, userAgent: USER_AGENT }), refusalOfUrl: guard.refusalOfUrl };
}
