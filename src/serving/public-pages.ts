import { Router } from 'express';
import { type Registry } from 'prom-client';
import { stringify } from 'yaml';
import { docsPage } from '../../routes/open/docs-page.js';
import { livez, type Readiness, readyz } from '../../routes/open/health.js';
import { metrics } from '../../routes/open/metrics.js';
import { openapiDocument } from '../../routes/open/openapi-document.js';
import { type OpenApiDocument } from '../document/openapi-document.js';
import { publicDocument } from '../document/public-document.js';
import { type WorkerLink } from '../workers/worker-link.js';
import { readiness } from './readiness.js';

export interface PublicPagesParts {
  lookAtSchema(): Promise<Readiness>;
  document: OpenApiDocument;
  registry: Registry;
  link: Pick<WorkerLink, 'metrics'> | undefined;
  /** Whoever asks for the metrics must send it, if there is one. */
  metricsToken: string | undefined;
  now(): number;
  /** When the notifier of this process last looked for what is due, if it has one. */
  lastCycleAt: (() => number) | undefined;
  /** Of the program. */
  version: string;
}

/** Serves what needs no user: health, metrics, the OpenAPI document and its page, to which `/` leads. */
export function publicPages(parts: PublicPagesParts): Router {
  const { lookAtSchema, document, registry, link, metricsToken, now, lastCycleAt, version } = parts;
  const shown = publicDocument(document);
  const router = Router({ caseSensitive: true, strict: true });
  router.get('/livez', livez({ version }));
  router.get('/readyz', readyz({ check: readiness({ lookAtSchema, now, notifier: lastCycleAt && { lastCycleAt } }) }));
  router.get(
    '/metrics',
    metrics({ token: metricsToken, contentType: registry.contentType, metrics: () => (link ?? registry).metrics() }),
  );
  router.get(
    '/openapi.yaml',
    openapiDocument({ write: () => stringify(shown), contentType: 'application/yaml; charset=utf-8' }),
  );
  router.get(
    '/openapi.json',
    openapiDocument({ write: () => JSON.stringify(shown), contentType: 'application/json; charset=utf-8' }),
  );
  router.use(docsPage());
  // Relative, because a proxy may serve us below a path. Temporary, because another page may be the first one some day.
  router.get('/', (_req, res) => void res.status(302).location('docs/').end());
  return router;
}
