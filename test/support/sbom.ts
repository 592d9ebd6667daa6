import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { licenseOf, type Lock, lockedPackages } from './licenses.js';

export interface Sbom {
  metadata: { component: Component };
  components: Component[];
  dependencies: { ref: string; dependsOn: string[] }[];
}

interface Component {
  'bom-ref': string;
  name: string;
  version: string;
  purl: string;
  licenses?: unknown[];
  externalReferences: { type: string }[];
  properties?: { name: string; value: string }[];
}

/**
 * Makes the CycloneDX document of what runs. npm writes it from the lock, so it has the packages for every platform
 * and every Node.js. What npm gets wrong is mended: the folder's name as the name of the project, paths of this
 * machine, and licences that it does not find. `--omit=dev` is of no use, because it also omits what runs if a tool
 * needs it too. Nor may a NODE_ENV of production omit what is delivered in the page of the console.
 */
export async function makeSbom(root: string): Promise<Sbom> {
  const args = ['sbom', '--sbom-format=cyclonedx', '--sbom-type=application', '--package-lock-only', '--include=dev'];
  const { stdout } = await promisify(execFile)('npm', args, { cwd: root, maxBuffer: 16 * 1024 * 1024 });
  const sbom = JSON.parse(stdout) as Sbom;
  const { name, ...lock } = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8')) as Lock;
  const project = { ...sbom.metadata.component, name };
  const toRun = new Set(lockedPackages(lock).flatMap(({ id, dev }) => (dev ? [] : [id])));
  const runs = (ref: string): boolean => toRun.has(ref) || ref === project['bom-ref'];
  return {
    ...sbom,
    metadata: { ...sbom.metadata, component: project },
    components: sbom.components.filter((component) => runs(component['bom-ref'])).map(mended),
    dependencies: sbom.dependencies.flatMap(({ ref, dependsOn }) =>
      runs(ref) ? [{ ref, dependsOn: dependsOn.filter(runs) }] : [],
    ),
  };
}

// npm says this of what is delivered in the page of the console.
const ONLY_DEVELOPS = 'cdx:npm:package:development';

function mended({ externalReferences, properties, ...component }: Component): Component {
  const license = licenseOf({ id: component['bom-ref'] });
  return {
    ...component,
    ...(component.licenses === undefined && license !== undefined && { licenses: [{ license: { id: license } }] }),
    ...(properties && { properties: properties.filter(({ name }) => name !== ONLY_DEVELOPS) }),
    externalReferences: externalReferences.filter(({ type }) => type !== 'distribution'),
  };
}
