import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { type Response, Router, static as staticFiles } from 'express';
import { pageHeaders } from '../page-headers.js';

export interface DocsPageParts {
  /** The folder of swagger-ui-dist. The default is that of the installed package. */
  swaggerUiPath?: string;
  /** The address of the OpenAPI document. */
  documentUrl?: string;
}

// People type a password into this page. So it loads nothing from other servers, has nothing inline, and sends no form.
const POLICY = {
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'", 'data:'],
  connectSrc: ["'self'"],
  formAction: ["'none'"],
};

/** The files of Swagger UI that the page uses. The folder has many more. */
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

// The validator badge is off, because it would call a server of the makers of Swagger UI.
const startScript = (documentUrl: string) => `SwaggerUIBundle({
  url: ${JSON.stringify(documentUrl)},
  dom_id: '#docs',
  deepLinking: true,
  validatorUrl: null,
});
`;

/**
 * Shows the OpenAPI document as a page at /docs/, where operations can be tried out; /docs leads there. This server
 * serves all of it, so the page works without the internet and under a strict Content-Security-Policy. The router must
 * be mounted at the root.
 */
export function docsPage({
  swaggerUiPath = installedSwaggerUi(),
  documentUrl = '/openapi.yaml',
}: DocsPageParts = {}): Router {
  // The router is strict, because the page's own addresses are relative to the slash.
  const router = Router({ strict: true });
  router.use('/docs', pageHeaders(POLICY));
  router.get('/docs', (_req, res) => void res.status(308).location('/docs/').end());
  router.get('/docs/', (_req, res) => own(res, 'html', PAGE));
  router.get('/docs/start.js', (_req, res) => own(res, 'js', startScript(documentUrl)));
  const assets = staticFiles(swaggerUiPath, { index: false, redirect: false, maxAge: '1d' });
  router.use('/docs', (req, res, next) => (ASSETS.includes(req.path) ? assets(req, res, next) : next()));
  return router;
}

// Our own files may change with the next version although their names stay the same, so browsers must ask again.
function own(res: Response, type: string, text: string): void {
  res.setHeader('Cache-Control', 'no-cache');
  res.type(type).send(text);
}

function installedSwaggerUi(): string {
  return dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
}
