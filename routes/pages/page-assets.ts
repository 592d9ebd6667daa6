import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { type RequestHandler } from 'express';

/** The addresses of what pages load. */
export interface PageAddresses {
  /** The folder of all that belongs to the pages, as the pages name it. */
  base: string;
  /** Gives the relative address of a file, for any page that is one folder deep (`/app_link/...`). */
  url(name: string): string;
}

/** The stylesheets, scripts and images of the pages. They are read once. */
export interface PageAssets extends PageAddresses {
  /** Serves the file `:name`. A name that is not an asset goes to the next handler. */
  serve: RequestHandler;
}

const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/**
 * Reads the files of a folder, to serve them below /app_link/assets/. Their addresses contain a hash of the content, so
 * a browser can keep each file forever and still gets the new one after an update.
 */
export function pageAssets(folder: string): PageAssets {
  const files = new Map(
    readdirSync(folder).flatMap((name) => {
      const type = TYPES[extname(name)];
      if (type === undefined) return [];
      const content = readFileSync(join(folder, name));
      const hash = createHash('sha256').update(content).digest('hex').slice(0, 16);
      return [[name, { type, content, hash }] as const];
    }),
  );

  const base = '../app_link';
  return {
    base,
    url(name) {
      const file = files.get(name);
      if (!file) throw new RangeError(`no asset is called ${name}`);
      return `${base}/assets/${name}?v=${file.hash}`;
    },
    serve(req, res, next) {
      const file = files.get(String(req.params.name));
      if (!file) return next();
      const kept = req.query.v === file.hash;
      res.setHeader('Cache-Control', kept ? 'public, max-age=31536000, immutable' : 'no-cache');
      res.setHeader('ETag', `"${file.hash}"`);
      res.setHeader('Content-Type', file.type);
      if (req.fresh) res.status(304).end();
      else res.send(file.content);
    },
  };
}
