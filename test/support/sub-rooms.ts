import { posix } from 'node:path';
import { importsOf, type Sources } from './imports-of.js';

/**
 * What a folder may import of its own layer, besides itself and the folders below it. A folder below a named one has
 * that one's row. Folders that are not named may import anything of their layer. `engine` means the files at its top.
 */
const MAY_IMPORT: Record<string, string[]> = {
  'db/connection': [],
  'db/accounts': ['db/connection'],
  'db/applications': ['db/connection'],
  'db/console': ['db/connection'],
  'db/copying': ['db', 'db/connection'],
  'db/figures': ['db/connection'],
  'db/identity': ['db/connection'],
  'db/notifications': ['db/connection'],
  'db/positions': ['db/connection'],
  'db/privacy': ['db/connection'],
  'db/quotas': ['db/connection'],
  engine: [],
  'engine/config': ['engine'],
  'engine/design': [],
  'engine/application': ['engine', 'engine/config'],
  'engine/fields': ['engine', 'engine/application'],
  'engine/figures': [],
  'engine/console': [],
  'engine/notification': ['engine', 'engine/config'],
  'engine/identity': ['engine', 'engine/application', 'engine/design'],
  'engine/invitation': ['engine', 'engine/design', 'engine/identity', 'engine/languages'],
  'engine/languages': [],
  'engine/position': ['engine', 'engine/application', 'engine/fields'],
  'engine/privacy': ['engine'],
  'engine/quotas': ['engine', 'engine/application'],
  'engine/secrets': [],
  'engine/sign-in': ['engine'],
  'engine/scoring': ['engine', 'engine/application', 'engine/position'],
  'routes/pages/forms': [],
  'routes/pages/lost-link': ['routes', 'routes/pages', 'routes/pages/forms', 'routes/applications', 'routes/quotas'],
  'routes/pages/questionnaire': [
    'routes',
    'routes/pages',
    'routes/pages/fields',
    'routes/pages/forms',
    'routes/pages/lost-link',
    'routes/questionnaires',
    'routes/applications',
  ],
  'routes/pages/report': ['routes', 'routes/pages', 'routes/pages/fields', 'routes/pages/fonts'],
};

const MAX_FILES = 15;

/** Layers whose folders all have a row. Migrations may import what they need. */
const COMPLETE = ['db', 'engine'];
const FREE = ['db', 'db/migrations'];

/** Returns the imports within a layer that its table does not allow, and the files in folders that lack a row. */
export function subRoomDirection(sources: Sources): string[] {
  return [...sources].flatMap(([file, text]) => {
    const folder = posix.dirname(file);
    const row = rowOf(folder);
    if (row === undefined) {
      return COMPLETE.includes(layerOf(file)) && !FREE.includes(folder) ? [`${file}: its folder has no row`] : [];
    }
    return importsOf(file, text)
      .map((target) => posix.dirname(target))
      .filter((folder) => layerOf(folder) === layerOf(file) && !mayImport(row, folder))
      .map((folder) => `${file} → ${folder}`);
  });
}

function mayImport(row: string, folder: string): boolean {
  const target = rowOf(folder) ?? folder;
  return target === row || MAY_IMPORT[row]!.includes(target);
}

/**
 * Returns the nearest folder with a row: the folder itself or one above it. The row of the top of a layer is only for
 * the files at the top.
 */
function rowOf(folder: string): string | undefined {
  if (folder in MAY_IMPORT) return folder;
  const above = posix.dirname(folder);
  return above === '.' || !above.includes('/') ? undefined : rowOf(above);
}

const layerOf = (path: string): string => path.split('/')[0]!;

/** Returns the room of a file: its folder, or the file itself if it is at the top of a layer. */
const roomOf = (path: string): string => (posix.dirname(path).includes('/') ? posix.dirname(path) : path);

/** Returns the rooms of the product that import each other, directly or through others. test and bench are no rooms. */
export function folderCircles(sources: Sources): string[] {
  const targets = new Map<string, Set<string>>();
  for (const [file, text] of sources) {
    if (['test', 'bench'].includes(layerOf(file))) continue;
    const from = roomOf(file);
    const known = targets.get(from) ?? new Set();
    for (const target of importsOf(file, text)) if (roomOf(target) !== from) known.add(roomOf(target));
    targets.set(from, known);
  }
  const reaches = (from: string, to: string, seen = new Set<string>()): boolean =>
    [...(targets.get(from) ?? [])].some(
      (next) => next === to || (!seen.has(next) && reaches(next, to, seen.add(next))),
    );
  return [...targets.keys()].filter((room) => reaches(room, room)).map((room) => `${room} → … → ${room}`);
}

/** Returns the folders of the product with too many files to take in at a glance. Migrations are not counted. */
export function fullFolders(sources: Sources): string[] {
  const counts = new Map<string, number>();
  for (const file of sources.keys()) {
    const folder = posix.dirname(file);
    if (!['test', 'bench'].includes(layerOf(file)) && folder !== 'db/migrations') {
      counts.set(folder, (counts.get(folder) ?? 0) + 1);
    }
  }
  return [...counts].filter(([, count]) => count > MAX_FILES).map(([folder, count]) => `${folder}: ${count} files`);
}
