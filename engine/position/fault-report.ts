import { type Fault } from '../fault.js';
import { jsonPointer } from '../json-pointer.js';

/** Records a fault at the place of a path of keys and indexes. */
export type Report = (detail: string, ...path: (string | number)[]) => void;

// One wrong language can be a fault in each of some million texts.
const MAX_FAULTS = 1000;

/** Collects the faults that a check reports, the first 1000 of them. */
export function gatherFaults(check: (report: Report) => void): Fault[] {
  const faults: Fault[] = [];
  check((detail, ...path) => {
    if (faults.length < MAX_FAULTS) faults.push({ pointer: jsonPointer(...path), detail });
  });
  return faults;
}

/** Reports each name that an earlier one has already. `pathOf` gives the path of the name with that index. */
export function reportRepeated(
  names: readonly (string | number)[],
  report: Report,
  pathOf: (index: number) => (string | number)[],
): void {
  const seen = new Set<string>();
  for (const [index, name] of names.entries()) {
    if (seen.has(String(name))) report('must not be given twice', ...pathOf(index));
    seen.add(String(name));
  }
}
