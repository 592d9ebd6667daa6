import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { type RequestHandler } from 'express';

/** Stylesheets and scripts of the pages, read once. */
export interface PageAssets {
  /** The relative address of a file, from any page one folder deep (`/app_link/...`, `/rep_link/...`). */
  url(name: string): string;
  /** Serves `:name`; what is not an asset goes on. */
  serve: RequestHandler;
}

const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/**
 * Reads the files of a folder, to be served below /app_link/assets/. Their addresses carry a hash of what is in them,
 * so a browser keeps each for good and yet has the new one after an update.
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

  return {
    url(name) {
      const file = files.get(name);
      if (!file) throw new RangeError(`no asset is called ${name}`);
      return `../app_link/assets/${name}?v=${file.hash}`;
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
