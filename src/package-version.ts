import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from './document/openapi.js';

/** The version of this program, from package.json. */
export function packageVersion(): string {
  const text = readFileSync(join(packageRoot(), 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
