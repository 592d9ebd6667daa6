import { type Fault } from '../../engine/fault.js';
import { type PositionFile } from '../../engine/position/position.js';
import { positionFileCheck } from '../document/position-file-check.js';
import { readYaml, YamlFault } from '../document/read-yaml.js';

/** A checked position file, or its faults, each with its line and column. */
export type ReadPosition = { position: PositionFile } | { faults: Fault[] };

/** The keys of position files whose value is an id. */
export const POSITION_ID_KEYS: ReadonlySet<string> = new Set(['position_id']);

/** Reads and checks the text of a position file, JSON or YAML. A text that is neither has one fault. */
export function readPositionText(text: string): ReadPosition {
  try {
    const { value, place } = readYaml(text, POSITION_ID_KEYS);
    const checked = positionFileCheck()(value);
    return 'position' in checked ? checked : { faults: place(checked.faults) };
  } catch (error) {
    if (!(error instanceof YamlFault)) throw error;
    const { line, column } = error.place;
    // The rest of the message repeats the place and shows the line.
    const detail = error.message.split('\n')[0]!.replace(/ at line \d+, column \d+:?$/, '');
    return { faults: [{ pointer: '', detail: `is neither JSON nor YAML: ${detail}`, line, column }] };
  }
}
