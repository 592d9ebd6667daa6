import { type RequestListener } from 'node:http';

/**
 * Listens before the app is there. Until `begin` requests are answered 503, or with `holds` they wait: other workers
 * serve the same port, and a request that met one of them would not have failed.
 */
export function heldRequests({ holds }: { holds: boolean }): {
  listener: RequestListener;
  begin(app: RequestListener): void;
} {
  let app: RequestListener | undefined;
  const waiting: (() => void)[] = [];
  return {
    listener(req, res) {
      if (app) app(req, res);
      else if (holds) waiting.push(() => app!(req, res));
      else res.writeHead(503, { 'Retry-After': '1' }).end();
    },
    begin(made) {
      app = made;
      for (const serve of waiting.splice(0)) serve();
    },
  };
}
