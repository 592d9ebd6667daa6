import { type Logo, MAX_LOGO_BYTES, type RefusedLogo } from './logo.js';
import { cleanPng, PNG_SIGNATURE } from './clean-png.js';
import { cleanSvg } from './clean-svg.js';
import { cleanWebp } from './clean-webp.js';

/**
 * Reads a logo of at most 100 KiB: a PNG, a WebP or an SVG, told apart by its bytes. What comes back was written anew
 * from what was understood. So a file that is also something else, such as a page or an archive, is only a picture
 * afterwards.
 */
export function readLogo(bytes: Buffer): Logo | RefusedLogo {
  if (bytes.length > MAX_LOGO_BYTES)
    return { detail: `must be at most ${MAX_LOGO_BYTES} bytes, and has ${bytes.length}` };
  if (bytes.subarray(0, PNG_SIGNATURE.length).equals(PNG_SIGNATURE)) return cleanPng(bytes);
  if (bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP') return cleanWebp(bytes);
  const text = bytes.toString('utf8');
  if (/^\ufeff?\s*</.test(text)) {
    return Buffer.from(text).equals(bytes) ? cleanSvg(text) : { detail: 'must be in UTF-8' };
  }
  return { detail: 'must be a PNG, a WebP or an SVG' };
}
