import { Agent, Client, Pool, type buildConnector, type Dispatcher } from 'undici';
import { type ConnectionTrace } from './guarded-connect.js';

/** Options of one request, with a function that learns which client's connection it is given. */
export interface TracedOptions extends Dispatcher.DispatchOptions {
  watch?: (trace: ConnectionTrace) => void;
}

/** Connections belong to the pool, not to a request: this tells each request about the one it is sent on. */
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

/** An undici agent whose connections are all made by the given connector, one trace for each client of a pool. */
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
