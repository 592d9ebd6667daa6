import { Agent, request } from 'undici';
import { CONNECTIONS_PER_ORIGIN } from './notification-plan.js';

/**
 * Makes a function that posts to the sink with bare undici, over as many connections as the gateway has. It throws for
 * any answer but 200.
 */
export function postToSink(sinkUrl: string) {
  const dispatcher = new Agent({ connections: CONNECTIONS_PER_ORIGIN, pipelining: 1 });
  return {
    async post(key: string, body: string): Promise<void> {
      const response = await request(`${sinkUrl}/n/${key}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body,
        dispatcher,
      });
      await response.body.dump();
      if (response.statusCode !== 200) throw new Error(`The sink answered ${response.statusCode}.`);
    },
    close: () => dispatcher.close(),
  };
}
