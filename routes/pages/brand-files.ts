import { Router } from 'express';
import { type Knex } from 'knex';
import { findLogo } from '../../db/identity/identities.js';
import { brandStyle } from './brand-style.js';

const FOR_EVER = 'public, max-age=31536000, immutable';
// Opened by itself a logo is a document of ours. It may load, run and lead to nothing.
const LOGO_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox";

/**
 * Serves what the pages and mails of accounts are branded with: stylesheets, made from the colour in their address, and
 * logos, found by the hash in theirs. Neither is secret.
 */
export function brandFiles({ db }: { db: Knex }): Router {
  const router = Router({ caseSensitive: true, strict: true });
  router.get('/app_link/brand.css', (req, res, next) => {
    const { colour } = req.query;
    if (typeof colour !== 'string' || !/^[0-9a-f]{6}$/.test(colour)) return next();
    res
      .set('Cache-Control', FOR_EVER)
      .type('css')
      .send(brandStyle(`#${colour}`, { dark: true }));
  });
  router.get('/app_link/logo/:hash', async (req, res, next) => {
    const { hash } = req.params;
    const logo = /^[0-9a-f]{64}$/.test(hash) ? await findLogo(db, hash) : undefined;
    if (!logo) return next();
    res.set({
      'Cache-Control': FOR_EVER,
      'Content-Type': logo.type,
      'Content-Security-Policy': LOGO_POLICY,
      'Content-Disposition': 'inline',
      'X-Content-Type-Options': 'nosniff',
    });
    res.send(logo.content);
  });
  return router;
}
