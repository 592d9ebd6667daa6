import { type Api } from './client.js';

interface Options {
  body?: object;
  signal?: AbortSignal;
  params?: object;
}

type Call = <T>(path: string, options?: Options) => Promise<{ data?: T }>;

/** The same client for operations that are not in openapi.yaml yet. */
export function undocumented(api: Api): { GET: Call; POST: Call; PUT: Call; PATCH: Call; DELETE: Call } {
  return api as never;
}
