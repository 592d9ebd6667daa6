import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { type Response, Router, static as staticFiles } from 'express';
import { pageHeaders } from '../page-headers.js';

export interface DocsPageParts {
  /** The folder of swagger-ui-dist; by default that of the installed package. */
  swaggerUiPath?: string;
  /** Where the page finds the OpenAPI document. */
  documentUrl?: string;
}

// Nothing from elsewhere, nothing inline, no form that is sent: a page where people type a password.
const POLICY = {
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'", 'data:'],
  connectSrc: ["'self'"],
  formAction: ["'none'"],
};

/** All of Swagger UI that the page uses; its folder holds much more. */
const ASSETS = ['/swagger-ui.css', '/swagger-ui-bundle.js', '/favicon-32x32.png'];

const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>POP Partner Gateway: API</title>
    <link rel="icon" type="image/png" href="favicon-32x32.png" />
    <link rel="stylesheet" href="swagger-ui.css" />
    <script src="swagger-ui-bundle.js" defer></script>
    <script src="start.js" defer></script>
  </head>
  <body>
    <div id="docs"></div>
    <noscript>This page needs JavaScript. The document itself is at <a href="../../openapi.yaml">openapi.yaml</a>.</noscript>
  </body>
</html>
`;

// No validator badge: it would call a server of the makers of Swagger UI.
const startScript = (documentUrl: string) => `SwaggerUIBundle({
  url: ${JSON.stringify(documentUrl)},
  dom_id: '#docs',
  deepLinking: true,
  validatorUrl: null,
});
`;

/**
 * The OpenAPI document as a page at /docs/ (/docs leads there) where operations can be tried out, all of it served from
 * here, so that it works without the internet and under a strict Content-Security-Policy. To be mounted at the root.
 */
export function docsPage({
  swaggerUiPath = installedSwaggerUi(),
  documentUrl = '/openapi.yaml',
}: DocsPageParts = {}): Router {
  // Strict: the page's own addresses are relative to the slash.
  const router = Router({ strict: true });
  router.use('/docs', pageHeaders(POLICY));
  router.get('/docs', (_req, res) => void res.status(308).location('/docs/').end());
  router.get('/docs/', (_req, res) => own(res, 'html', PAGE));
  router.get('/docs/start.js', (_req, res) => own(res, 'js', startScript(documentUrl)));
  const assets = staticFiles(swaggerUiPath, { index: false, redirect: false, maxAge: '1d' });
  router.use('/docs', (req, res, next) => (ASSETS.includes(req.path) ? assets(req, res, next) : next()));
  return router;
}

// Ours may change with the next version, without a name that changes.
function own(res: Response, type: string, text: string): void {
  res.setHeader('Cache-Control', 'no-cache');
  res.type(type).send(text);
}

function installedSwaggerUi(): string {
  return dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
}
