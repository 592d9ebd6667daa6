import { readFile } from 'node:fs/promises';
import { readYaml, type YamlText } from '../../document/read-yaml.js';
import { within } from '../../within.js';
import { refused } from '../output/refused.js';
import { type Terminal } from '../session/terminal.js';
import { decodeText } from './decode-text.js';

/**
 * Reads a file, JSON or YAML, in UTF-8, as `readYaml` does. Refuses what is neither JSON nor YAML, with line and
 * column.
 */
export async function readYamlFile({ inputMs }: Terminal, path: string, ids: ReadonlySet<string>): Promise<YamlText> {
  const late = () => new Error(`it has kept silent for ${inputMs / 1000} s`);
  const bytes = await within(inputMs, readFile(path), late).catch((error: Error) => {
    throw refused(`${path} can't be read: ${error.message}`);
  });
  const text = decodeText(bytes, path);
  try {
    return readYaml(text, ids);
  } catch (error) {
    throw refused(`${path} is neither JSON nor YAML: ${(error as Error).message}`);
  }
}
