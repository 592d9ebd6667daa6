import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../src/document/openapi.js';
import { packedManifest } from './packed-manifest.js';

const read = (name: string): string => readFileSync(join(packageRoot(), name), 'utf8');
const older = read('db/driver-node-20/package.json');

describe('package.json in the package that npm pack makes', () => {
  const packed = JSON.parse(packedManifest(read('package.json'), older)) as Record<string, object>;

  it('names the driver once, with the versions for each Node.js', () => {
    const { 'better-sqlite3': range, ...others } = packed.optionalDependencies as Record<string, string>;
    assert.match(range!, /^\^12\.\d+\.\d+ \|\| \^13\.\d+\.\d+$/);
    assert.deepEqual(others, {});
  });

  it('names no folder, which npm could not install from inside of a package', () => {
    assert.doesNotMatch(JSON.stringify(packed), /"(file|link|workspace):/);
  });

  it('has both programs, and nothing that only a checkout needs', () => {
    assert.deepEqual(Object.keys(packed.bin!), ['pop-gateway', 'pop']);
    const found = ['scripts', 'devDependencies', 'overrides', 'allowScripts'].filter((key) => key in packed);
    assert.deepEqual(found, []);
  });

  it('is refused when the two versions of the driver are not where they were', () => {
    assert.throws(() => packedManifest('{"optionalDependencies":{}}', older), /no longer have the two versions/);
  });
});
