import { Router } from 'express';
import { type Knex } from 'knex';
import { type Registry } from 'prom-client';
import { pendingMigrations } from '../db/migrate.js';
import { docsPage } from '../routes/docs-page.js';
import { livez, readyz } from '../routes/health.js';
import { metrics } from '../routes/metrics.js';
import { openapiDocument } from '../routes/openapi-document.js';
import { type OpenApiDocument } from './openapi-document.js';

export interface PublicPagesParts {
  db: Knex;
  document: OpenApiDocument;
  documentText: string;
  registry: Registry;
  now(): number;
  notifier: { lastCycleAt(): number } | undefined;
}

/** What is served without a user: health, metrics, the OpenAPI document and its page. */
export function publicPages({ db, document, documentText, registry, now, notifier }: PublicPagesParts): Router {
  const router = Router({ caseSensitive: true, strict: true });
  router.get('/livez', livez());
  router.get(
    '/readyz',
    readyz({ check: async () => (await reasonNotReady(db)) ?? reasonNotNotifying(notifier, now()) }),
  );
  router.get('/metrics', metrics({ contentType: registry.contentType, metrics: () => registry.metrics() }));
  router.get('/openapi.yaml', openapiDocument({ text: documentText, contentType: 'application/yaml; charset=utf-8' }));
  router.get(
    '/openapi.json',
    openapiDocument({ text: JSON.stringify(document), contentType: 'application/json; charset=utf-8' }),
  );
  router.use(docsPage());
  return router;
}

async function reasonNotReady(db: Knex): Promise<string | undefined> {
  try {
    const pending = await pendingMigrations(db);
    return pending.length === 0 ? undefined : `migrations are pending: ${pending.join(', ')}`;
  } catch {
    // The driver's words may name hosts and users; they are in the log of whoever uses the database.
    return 'the database cannot be reached';
  }
}

const LONGEST_CYCLE_MS = 10_000;

function reasonNotNotifying(notifier: PublicPagesParts['notifier'], now: number): string | undefined {
  if (!notifier || now - notifier.lastCycleAt() <= LONGEST_CYCLE_MS) return undefined;
  return 'the notifier has not looked for due notifications for over 10 s';
}
