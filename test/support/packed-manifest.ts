interface Manifest {
  scripts?: unknown;
  overrides?: unknown;
  allowScripts?: unknown;
  devDependencies?: unknown;
  optionalDependencies: Record<string, string>;
}

const OLDER = 'embedded-driver-node-20';
const DRIVER = 'better-sqlite3';

/**
 * Returns package.json as it is in the package that `npm pack` makes. What only a checkout needs is left out. The
 * embedded database's driver is one dependency there: without our lock npm takes the newest version of a range whose
 * `engines` fit, and it cannot install a folder (`file:`) that is inside of a package (decision 0056). `older` is the
 * text of db/driver-node-20/package.json.
 */
export function packedManifest(own: string, older: string): string {
  const { scripts, overrides, allowScripts, devDependencies, ...manifest } = JSON.parse(own) as Manifest;
  void [scripts, overrides, allowScripts, devDependencies];
  const { [OLDER]: folder, [DRIVER]: newer, ...others } = manifest.optionalDependencies;
  const { dependencies } = JSON.parse(older) as { dependencies: Record<string, string> };
  if (folder === undefined || newer === undefined || dependencies[DRIVER] === undefined) {
    throw new Error(`package.json and db/driver-node-20 no longer have the two versions of ${DRIVER}`);
  }
  const optionalDependencies = { ...others, [DRIVER]: `${dependencies[DRIVER]} || ${newer}` };
  return `${JSON.stringify({ ...manifest, optionalDependencies }, null, 2)}\n`;
}
