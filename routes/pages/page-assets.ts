import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { type RequestHandler } from 'express';
import { designTokens } from '../../engine/design/design-tokens.js';
import { type PageFont } from './fonts/page-fonts.js';

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

interface Asset {
  type: string;
  content: Buffer;
  hash: string;
}

const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** The stylesheet of every page. The tokens and the fonts stand before its own rules. */
const BASE = 'shell.css';

/**
 * Reads the files of a folder, to serve them and the fonts below /app_link/assets/. Their addresses contain a hash of
 * the content, so a browser can keep each file forever and still gets the new one after an update.
 */
export function pageAssets(folder: string, fonts: readonly PageFont[] = []): PageAssets {
  const files = new Map<string, Asset>();
  const add = (name: string, content: Buffer): string => {
    const hash = createHash('sha256').update(content).digest('hex').slice(0, 16);
    files.set(name, { type: TYPES[extname(name)]!, content, hash });
    return `${name}?v=${hash}`;
  };
  const rules = fonts.map(({ name, content, ruleFor }) => ruleFor(add(name, content)));
  for (const name of readdirSync(folder).filter((file) => extname(file) in TYPES)) {
    const content = readFileSync(join(folder, name));
    add(name, name === BASE ? Buffer.from([designTokens(), ...rules, content.toString()].join('\n')) : content);
  }

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
