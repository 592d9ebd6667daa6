import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type RequestHandler, type Response, Router } from 'express';
import { pageHeaders } from '../../../routes/page-headers.js';

export interface ConsolePagesParts {
  /** The folder that `npm run build` writes the console to. */
  folder: string;
  /** The console's addresses begin with the path of it, which only a proxy in front of the gateway may know. */
  publicUrl: string;
}

const SELF = ["'self'"];

// Operators type passwords here and see what partners and candidates sent. So nothing runs or looks but what this
// server has, and no text ever becomes markup.
const POLICY = {
  scriptSrc: SELF,
  styleSrc: SELF,
  imgSrc: SELF,
  connectSrc: SELF,
  // The preview of a position, which itself can run nothing.
  frameSrc: SELF,
  formAction: SELF,
  requireTrustedTypesFor: ["'script'"],
  trustedTypes: ["'none'"],
};

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

const NOT_BUILT = 'The console is not built. Run npm run build, then start the gateway again.\n';

interface ServedFile {
  type: string;
  content: Buffer;
  zipped: Buffer;
  etag: string;
}

/**
 * Serves the operators' console below /console. The files are read once. Assets have a hash in their names, so browsers
 * keep them for ever. An unknown asset is not found. Every other address is one of the page's own screens, so it gets
 * the page itself.
 */
export function consolePages({ folder, publicUrl }: ConsolePagesParts): Router {
  const router = Router({ caseSensitive: true, strict: true });
  router.use('/console', pageHeaders(POLICY));
  if (!existsSync(join(folder, 'index.html'))) {
    router.get(['/console', '/console/{*screen}'], (_req, res) => {
      res.status(404).setHeader('Cache-Control', 'no-cache').type('text').send(NOT_BUILT);
    });
    return router;
  }
  const base = `${new URL(publicUrl).pathname.replace(/\/+$/, '')}/console`;
  const written = readFileSync(join(folder, 'index.html'), 'utf8')
    .replaceAll('"./assets/', `"${base}/assets/`)
    .replace('data-base=""', `data-base="${base}"`);
  const page = served('index.html', Buffer.from(written));
  const assets = new Map(
    readdirSync(join(folder, 'assets')).map((name) => [name, served(name, readFileSync(join(folder, 'assets', name)))]),
  );

  const asset: RequestHandler<{ name: string }> = (req, res, next) => {
    const file = assets.get(req.params.name);
    if (file === undefined) return next();
    send(res, file, 'public, max-age=31536000, immutable');
  };
  router.get('/console/assets/:name', asset);
  router.get('/console/assets/{*unknown}', (_req, _res, next) => next('router'));
  router.get(['/console', '/console/{*screen}'], (_req, res) => send(res, page, 'no-cache'));
  return router;
}

function served(name: string, content: Buffer): ServedFile {
  return {
    type: TYPES[extname(name)] ?? 'application/octet-stream',
    content,
    zipped: gzipSync(content),
    etag: `"${createHash('sha256').update(content).digest('hex').slice(0, 16)}"`,
  };
}

function send(res: Response, { type, content, zipped, etag }: ServedFile, cacheControl: string): void {
  res.setHeader('Cache-Control', cacheControl);
  res.setHeader('Content-Type', type);
  res.setHeader('Vary', 'Accept-Encoding');
  res.setHeader('ETag', etag);
  if (res.req.fresh) return void res.status(304).end();
  if (res.req.acceptsEncodings('gzip') !== 'gzip') return void res.send(content);
  res.setHeader('Content-Encoding', 'gzip');
  res.send(zipped);
}
