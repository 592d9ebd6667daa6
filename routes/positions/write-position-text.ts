import { stringify } from 'yaml';
import { type PositionFile } from '../../engine/position/position.js';
import { writePositionDocument } from '../../engine/position/write-position-document.js';

/** A position as the text of a YAML file. Importing it changes nothing. */
export function writePositionText(position: PositionFile): string {
  return stringify(writePositionDocument(position), { lineWidth: 0 });
}
