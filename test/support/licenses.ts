export interface Lock {
  name: string;
  packages: Record<string, LockedPackage>;
}

interface LockedPackage {
  version?: string;
  license?: string;
  /** Only what builds and tests needs the package. */
  dev?: true;
}

/** Licences of packages that are delivered with the gateway. They ask for nothing but their text. */
const TO_RUN = new Set([
  ...['MIT', 'MIT-0', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD'],
  ...['Apache-2.0', 'BlueOak-1.0.0', 'Unlicense', 'Zlib'],
]);
/** Those of tools may also ask for something of whoever passes the tool on. Nobody does. */
const TO_BUILD = new Set([...TO_RUN, 'MPL-2.0', 'Python-2.0', 'PSF-2.0']);

/**
 * Packages that name their licence in a form of old, which npm does not take over into its lock. Each was read in the
 * package itself. Another version has to be read again.
 */
const READ_BY_US: Record<string, string> = {
  'passport-http@0.3.0': 'MIT',
  'passport-strategy@1.0.0': 'MIT',
  'pause@0.0.1': 'MIT',
  'reserved@0.1.2': 'MIT',
};

/** The packages of a lock that are not this project itself, each with its name, version and place. */
export function lockedPackages({
  packages,
}: Pick<Lock, 'packages'>): (LockedPackage & { path: string; id: string; name: string })[] {
  return Object.entries(packages)
    .filter(([path]) => path.includes('node_modules/'))
    .map(([path, locked]) => {
      const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
      return { ...locked, path, name, id: `${name}@${locked.version ?? ''}` };
    });
}

/** The licence of a package as an SPDX expression, by its id (`name@version`). */
export function licenseOf({ id, license }: { id: string; license?: string }): string | undefined {
  return license ?? READ_BY_US[id];
}

/** Returns a line for each package of the lock whose licence is not allowed where the package is used. */
export function unfitLicenses(lock: Pick<Lock, 'packages'>): string[] {
  return lockedPackages(lock).flatMap((locked) => {
    const license = licenseOf(locked);
    if (license !== undefined && isAllowed(license, locked.dev ? TO_BUILD : TO_RUN)) return [];
    return [`${locked.id}: ${license ?? 'no licence'} is not allowed in what ${locked.dev ? 'builds' : 'runs'}`];
  });
}

/** An expression with brackets inside or an exception (WITH) is for a person to read, so it is not allowed. */
function isAllowed(expression: string, allowed: Set<string>): boolean {
  const bare = expression.replace(/^\((.*)\)$/, '$1');
  if (/[()]/.test(bare)) return false;
  // AND binds more tightly than OR.
  return bare.split(' OR ').some((choice) => choice.split(' AND ').every((license) => allowed.has(license)));
}
