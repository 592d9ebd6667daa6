import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../../src/document/openapi.js';
import { packedManifest } from '../packed-manifest.js';

// npm packs the package.json that lies in the folder. So `write` puts another one there, and `restore` brings ours
// back.
const own = join(packageRoot(), 'package.json');
const kept = `${own}.before-pack`;

const restore = (): void => {
  if (existsSync(kept)) renameSync(kept, own);
};

// A pack that was broken off has not restored it.
restore();
if (process.argv[2] === 'write') {
  const text = readFileSync(own, 'utf8');
  const packed = packedManifest(text, readFileSync(join(packageRoot(), 'db/driver-node-20/package.json'), 'utf8'));
  writeFileSync(kept, text);
  writeFileSync(own, packed);
}
