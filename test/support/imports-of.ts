import { posix } from 'node:path';
import ts from 'typescript';

/** Path relative to the top of the project, with slashes, and the text of each file. */
export type Sources = ReadonlyMap<string, string>;

/** The files of ours that a file imports, types and dynamic imports too. */
export function importsOf(file: string, text: string): string[] {
  return specifiersOf(text).flatMap((specifier) => {
    if (!specifier.startsWith('.')) return [];
    const target = posix.join(posix.dirname(file), specifier);
    return target === 'openapi.js' ? ['openapi.d.ts'] : [target.replace(/\.js$/, '.ts')];
  });
}

/** What a file imports, as it is written. */
export function specifiersOf(text: string): string[] {
  return ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName);
}
