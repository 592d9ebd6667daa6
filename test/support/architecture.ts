import ts from 'typescript';
import { importsOf, type Sources, specifiersOf } from './imports-of.js';
import { folderCircles, fullFolders, subRoomDirection } from './sub-rooms.js';

/** Each rule returns the files that break it and says what is wrong. It returns nothing if the rule holds. */
export const RULES: Record<string, (sources: Sources) => string[]> = {
  'imports point one way': importDirection,
  'sub-rooms of a layer import only what they may': subRoomDirection,
  'no file imports itself through others': cycles,
  'no folder imports itself through others': folderCircles,
  'no folder has more than 15 files': fullFolders,
  'the names of database products stay in their dialects': dialectWords,
  'no file is longer than 300 lines': tooLong,
  'no file has a default export': defaultExports,
  'no file only hands on what others export': barrels,
  'no file is a drawer for everything': drawers,
};

const ROOMS = ['src', 'routes', 'middleware', 'db', 'engine', 'console', 'test', 'bench'];

/** What a room may import besides itself. Rooms that are not listed may import anything. */
const MAY_IMPORT: Record<string, string[]> = {
  src: ['routes', 'middleware', 'db', 'engine', 'openapi.d.ts'],
  routes: ['db', 'engine', 'openapi.d.ts'],
  db: ['engine'],
  middleware: ['engine'],
  engine: [],
  console: ['engine', 'openapi.d.ts'],
};

const MAX_LINES = 300;
const DIALECTS = ['db/connection/dialect-mysql.ts', 'db/connection/dialect-sqlite.ts'];

function importDirection(sources: Sources): string[] {
  return [...sources].flatMap(([file, text]) => {
    const allowed = MAY_IMPORT[roomOf(file)];
    const targets = importsOf(file, text).map((target) => roomOf(target));
    return allowed === undefined
      ? []
      : targets.filter((room) => room !== roomOf(file) && !allowed.includes(room)).map((room) => `${file} → ${room}`);
  });
}

function cycles(sources: Sources): string[] {
  const found: string[] = [];
  const done = new Set<string>();
  const visit = (target: string, trail: string[]): void => {
    // An import names both kinds of file in the same way.
    const file = sources.has(target) ? target : `${target}x`;
    const at = trail.indexOf(file);
    if (at >= 0) return void found.push([...trail.slice(at), file].join(' → '));
    const text = sources.get(file);
    if (text === undefined || done.has(file)) return;
    for (const target of importsOf(file, text)) visit(target, [...trail, file]);
    done.add(file);
  };
  for (const file of sources.keys()) visit(file, []);
  return found;
}

function dialectWords(sources: Sources): string[] {
  return productFiles(sources).flatMap(([file, text]) => {
    if (DIALECTS.includes(file)) return [];
    // Outside the dialects only the path of an import may contain these names.
    const rest = specifiersOf(text).reduce((left, specifier) => left.replaceAll(specifier, ''), text);
    return [...rest.matchAll(/mysql|mariadb|sqlite/gi)].map(([word]) => `${file}: ${word}`);
  });
}

function tooLong(sources: Sources): string[] {
  return [...sources].flatMap(([file, text]) => {
    const lines = text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
    return lines > MAX_LINES ? [`${file}: ${lines} lines`] : [];
  });
}

function defaultExports(sources: Sources): string[] {
  return [...sources]
    .filter(([file, text]) => parse(file, text).statements.some(isDefaultExport))
    .map(([file]) => file);
}

function isDefaultExport(statement: ts.Statement): boolean {
  if (ts.isExportAssignment(statement)) return true;
  if (ts.isExportDeclaration(statement)) {
    const clause = statement.exportClause;
    return !!clause && ts.isNamedExports(clause) && clause.elements.some(({ name }) => name.text === 'default');
  }
  const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : [];
  return modifiers.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword);
}

function barrels(sources: Sources): string[] {
  return [...sources].flatMap(([file, text]) => {
    const { statements } = parse(file, text);
    const handsOn = statements.some((statement) => ts.isExportDeclaration(statement) && !!statement.moduleSpecifier);
    return handsOn ? [file] : [];
  });
}

function drawers(sources: Sources): string[] {
  return [...sources.keys()].filter((file) => /(^|\/)(types|utils?|helpers?|common|misc)\.tsx?$/.test(file));
}

function productFiles(sources: Sources): [string, string][] {
  return [...sources].filter(([file]) => !['test', 'bench'].includes(roomOf(file)));
}

function roomOf(file: string): string {
  const [first = ''] = file.split('/');
  return ROOMS.includes(first) ? first : file;
}

function parse(file: string, text: string): ts.SourceFile {
  return ts.createSourceFile(file, text, ts.ScriptTarget.Latest);
}
