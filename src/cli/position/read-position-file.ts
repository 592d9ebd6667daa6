import { type PositionFile } from '../../../engine/position/position.js';
import { POSITION_ID_KEYS } from '../../position-files/read-position-text.js';
import { positionFileCheck } from '../../document/position-file-check.js';
import { readYamlFile } from '../input/read-yaml-file.js';
import { type Terminal } from '../session/terminal.js';
import { refused } from '../output/refused.js';

/** Reads and checks a position file, JSON or YAML. A refusal lists all its faults, each with its place and pointer. */
export async function readPositionFile(terminal: Terminal, path: string): Promise<PositionFile> {
  const { value, place } = await readYamlFile(terminal, path, POSITION_ID_KEYS);
  const checked = positionFileCheck()(value);
  if ('position' in checked) return checked.position;
  throw refused(`${path} is not a valid position file:`, place(checked.faults));
}
