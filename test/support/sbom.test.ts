import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../src/document/openapi.js';
import { packageVersion } from '../../src/package-version.js';
import { type Lock, lockedPackages } from './licenses.js';
import { makeSbom, type Sbom } from './sbom.js';

describe('the bill of materials', () => {
  let sbom: Sbom;
  before(async () => {
    sbom = await makeSbom(packageRoot());
  });

  it('is of this project', () => {
    const { name, version } = sbom.metadata.component;
    assert.deepEqual([name, version], ['pop-partner-gateway', packageVersion()]);
  });

  it('has every package that runs, for every platform, and none that only builds', () => {
    const lock = JSON.parse(readFileSync(join(packageRoot(), 'package-lock.json'), 'utf8')) as Lock;
    const runs = new Set(lockedPackages(lock).flatMap(({ id, dev }) => (dev ? [] : [id])));
    assert.deepEqual(sbom.components.map(({ name, version }) => `${name}@${version}`).sort(), [...runs].sort());
    for (const name of ['react-dom', 'scheduler', 'wouter']) {
      assert.ok(
        sbom.components.some((component) => component.name === name),
        `${name}, which is in the page`,
      );
    }
    for (const tool of ['vite@', 'tsx@', 'typescript@', 'esbuild@']) {
      assert.ok(![...runs].some((id) => id.startsWith(tool)), tool);
    }
  });

  it('says of each package where it belongs and which licence it has', () => {
    const refs = new Set([sbom.metadata.component, ...sbom.components].map((component) => component['bom-ref']));
    for (const { name, licenses, purl } of sbom.components) {
      assert.equal(licenses?.length, 1, name);
      assert.ok(purl.startsWith('pkg:npm/'), purl);
    }
    for (const { ref, dependsOn } of sbom.dependencies) {
      assert.deepEqual(
        [ref, ...dependsOn].filter((named) => !refs.has(named)),
        [],
      );
    }
    assert.equal(sbom.dependencies.length, refs.size);
  });

  it('names no registry and no path of the machine', () => {
    const text = JSON.stringify({ ...sbom, $schema: undefined });
    assert.ok(!text.includes('://') && !text.includes('file:') && !text.includes(packageRoot()));
  });
});
