import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';

/** One request as it arrived. */
export interface Arrival {
  /** The webhook-id of the request. */
  id: string;
  /** The first segment of the path, with its slash. */
  path: string;
  /** The number of the attempt, as the sender counts. */
  attempt: number;
}

export interface WebhookReceiver {
  urlOf(path: string): string;
  arrivals: Arrival[];
  /** Ids of which two requests were under way at the same time. */
  overlaps: string[];
  underWay(path: string): number;
  /** The largest number of requests that were ever under way at the same time. */
  most(path: string): number;
  /** Resets what `most` counts. */
  forgetPeaks(): void;
  close(): Promise<void>;
}

/**
 * Starts a receiver of notifications that records what arrives. `answer` decides what happens to each request, and may
 * hold it.
 */
export async function startWebhookReceiver(
  answer: (arrival: Arrival, response: ServerResponse) => void = (_arrival, response) => void response.end('ok'),
): Promise<WebhookReceiver> {
  const arrivals: Arrival[] = [];
  const overlaps: string[] = [];
  const present = new Set<Arrival>();
  const peaks = new Map<string, number>();
  const underWay = (path: string) => [...present].filter((one) => one.path === path).length;
  const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    const { headers, url = '' } = request;
    // The id of the application follows the path that a test sets.
    const path = `/${url.split('/')[1]}`;
    const arrival = { id: String(headers['webhook-id']), path, attempt: Number(headers['webhook-attempt']) };
    request.on('error', () => undefined).resume();
    if ([...present].some(({ id }) => id === arrival.id)) overlaps.push(arrival.id);
    arrivals.push(arrival);
    present.add(arrival);
    response.on('close', () => present.delete(arrival));
    peaks.set(path, Math.max(peaks.get(path) ?? 0, underWay(path)));
    answer(arrival, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    urlOf: (path) => `http://127.0.0.1:${port}${path}`,
    arrivals,
    overlaps,
    underWay,
    most: (path) => peaks.get(path) ?? 0,
    forgetPeaks: () => peaks.clear(),
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
