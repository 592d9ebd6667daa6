import { readFile } from 'node:fs/promises';
import { within } from '../../within.js';
import { refused } from '../output/refused.js';
import { type Terminal } from '../session/terminal.js';

/** Reads a file whole. Refuses one that can't be read, or that keeps silent for too long, as a pipe may. */
export function readFileBytes({ inputMs }: Pick<Terminal, 'inputMs'>, path: string): Promise<Buffer> {
  const late = () => new Error(`it has kept silent for ${inputMs / 1000} s`);
  return within(inputMs, readFile(path), late).catch((error: Error) => {
    throw refused(`${path} can't be read: ${error.message}`);
  });
}
