import { checkPosition } from '../../engine/position/check-position.js';
import { type Fault } from '../../engine/fault.js';
import { type PositionFile } from '../../engine/position/position.js';
import { readPositionDocument } from '../../engine/position/read-position-document.js';
import { explainLanguages } from './explain-languages.js';
import { compilePositionSchema } from './position-schema.js';

/** Checks a parsed position file and fills in what it leaves out. */
export type PositionFileCheck = (value: unknown) => { position: PositionFile } | { faults: Fault[] };

/**
 * Compiles the check of position files (docs/position-format.md). Faults of a file's shape are returned together, at
 * most 20. If its shape has no fault, all faults of its content are returned together.
 */
export function positionFileCheck(): PositionFileCheck {
  const checkShape = compilePositionSchema();
  return (value) => {
    const checked = checkShape(value);
    if ('faults' in checked) return { faults: explainLanguages(checked.faults, value).map(withoutKeyword) };
    const faults = checkPosition(checked.document);
    return faults.length > 0 ? { faults } : { position: readPositionDocument(checked.document) };
  };
}

const withoutKeyword = ({ pointer, detail }: Fault): Fault => ({ pointer, detail });
