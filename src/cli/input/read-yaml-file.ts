import { readYaml, type YamlText } from '../../document/read-yaml.js';
import { refused } from '../output/refused.js';
import { type Terminal } from '../session/terminal.js';
import { decodeText } from './decode-text.js';
import { readFileBytes } from './read-file-bytes.js';

/**
 * Reads a file, JSON or YAML, in UTF-8, as `readYaml` does. Refuses what is neither JSON nor YAML, with line and
 * column.
 */
export async function readYamlFile(terminal: Terminal, path: string, ids: ReadonlySet<string>): Promise<YamlText> {
  const bytes = await readFileBytes(terminal, path);
  const text = decodeText(bytes, path);
  try {
    return readYaml(text, ids);
  } catch (error) {
    throw refused(`${path} is neither JSON nor YAML: ${(error as Error).message}`);
  }
}
