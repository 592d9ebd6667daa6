import { Agent, Client, Pool, type buildConnector, type Dispatcher } from 'undici';
import { type ConnectionTrace } from './guarded-connect.js';

/** The options of one request. `watch` learns which client's connection the request gets. */
export interface TracedOptions extends Dispatcher.DispatchOptions {
  watch?: (trace: ConnectionTrace) => void;
}

/**
 * A client that tells each request about the connection it is sent on. Connections belong to the pool, not to a
 * request.
 */
class TracingClient extends Client {
  constructor(
    origin: string | URL,
    options: Client.Options,
    private readonly trace: ConnectionTrace,
  ) {
    super(origin, options);
  }

  override dispatch(options: TracedOptions, handler: Dispatcher.DispatchHandler): boolean {
    options.watch?.(this.trace);
    return super.dispatch(options, handler);
  }
}

/**
 * Makes an undici agent whose connections all come from the given connector. Each client of a pool has its own trace.
 */
export function tracingAgent(
  connectorFor: (trace: ConnectionTrace) => buildConnector.connector,
  options: Agent.Options,
): Agent {
  return new Agent({
    ...options,
    factory: (origin, poolOptions) =>
      new Pool(origin, {
        ...poolOptions,
        factory: (url, clientOptions: Client.Options) => {
          const trace: ConnectionTrace = { made: 0 };
          return new TracingClient(url, { ...clientOptions, connect: connectorFor(trace) }, trace);
        },
      }),
  });
}
