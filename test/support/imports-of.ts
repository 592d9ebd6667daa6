import { posix } from 'node:path';
import ts from 'typescript';

/** The text of each file, by its path from the top of the project, with slashes. */
export type Sources = ReadonlyMap<string, string>;

/** Returns our own files that a file imports, with type imports and dynamic imports. */
export function importsOf(file: string, text: string): string[] {
  return specifiersOf(text).flatMap((specifier) => {
    if (!specifier.startsWith('.')) return [];
    const target = posix.join(posix.dirname(file), specifier);
    return target === 'openapi.js' ? ['openapi.d.ts'] : [target.replace(/\.js$/, '.ts')];
  });
}

/** Returns the specifiers of a file's imports as they are written. */
export function specifiersOf(text: string): string[] {
  return ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName);
}
