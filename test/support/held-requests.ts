import { type ServerResponse } from 'node:http';

/** Holds the requests that it should answer until the test lets them go. */
export class HeldRequests {
  /** The held requests, in the order in which they came. */
  readonly held = new Set<ServerResponse>();
  /** If true, requests are answered at once from now on. */
  open = false;

  answer = (response: ServerResponse): void => {
    if (this.open) return void response.end('ok');
    this.held.add(response);
    response.on('close', () => this.held.delete(response));
  };

  respond(count = this.held.size): void {
    for (const response of [...this.held].slice(0, count)) response.end('ok');
  }

  /** Ends the held requests without a response. */
  reset(): void {
    for (const response of this.held) response.destroy();
  }
}
