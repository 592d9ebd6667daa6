export interface Lock {
  name: string;
  packages: Record<string, LockedPackage>;
}

interface LockedPackage {
  version?: string;
  license?: string;
  /** Only what builds and tests needs the package. */
  dev?: true;
  dependencies?: Record<string, string>;
}

/** Packages of the console. Only its build needs them, but they are delivered: they are in the page that it makes. */
const IN_THE_PAGE = ['@tanstack/react-query', 'react', 'react-dom', 'wouter'];

/** Licences of packages that are delivered with the gateway. They ask for nothing that a gateway would do. */
const TO_RUN = new Set([
  ...['MIT', 'MIT-0', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD'],
  ...['Apache-2.0', 'BlueOak-1.0.0', 'Unlicense', 'Zlib'],
  // Of fonts: they may be passed on with a program, but not sold by themselves.
  'OFL-1.1',
]);
/** Those of tools may also ask for something of whoever passes the tool on. Nobody does. */
const TO_BUILD = new Set([...TO_RUN, 'MPL-2.0', 'Python-2.0', 'PSF-2.0', 'CC0-1.0', 'CC-BY-4.0']);

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

/**
 * The packages of a lock that are not this project itself, each with its name, version and place. `dev` is left out of
 * those that are delivered in the page of the console.
 */
export function lockedPackages({
  packages,
}: Pick<Lock, 'packages'>): (LockedPackage & { path: string; id: string; name: string })[] {
  const delivered = packagesInPage({ packages });
  return Object.entries(packages)
    .filter(([path]) => path.includes('node_modules/'))
    .map(([path, { dev, ...locked }]) => {
      const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
      return {
        ...locked,
        ...(dev && !delivered.has(path) && { dev }),
        path,
        name,
        id: `${name}@${locked.version ?? ''}`,
      };
    });
}

/** The places in the lock of the packages that the page of the console may contain, with all that they need. */
export function packagesInPage({ packages }: Pick<Lock, 'packages'>): Set<string> {
  const found = new Set<string>();
  const add = (name: string, from: string): void => {
    const path = placeOf(name, from);
    if (path === undefined || found.has(path)) return;
    found.add(path);
    for (const needed of Object.keys(packages[path]!.dependencies ?? {})) add(needed, path);
  };
  const placeOf = (name: string, from: string): string | undefined => {
    const place = `${from === '' ? '' : `${from}/`}node_modules/${name}`;
    if (place in packages) return place;
    return from === '' ? undefined : placeOf(name, from.replace(/(^|\/)node_modules\/(?:@[^/]+\/)?[^/]+$/, ''));
  };
  for (const name of IN_THE_PAGE) add(name, '');
  return found;
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
