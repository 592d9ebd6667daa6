import { type Fault } from '../fault.js';
import { jsonPointer } from '../json-pointer.js';

/** Notes a fault at the place that a path of keys and indexes leads to. */
export type Report = (detail: string, ...path: (string | number)[]) => void;

// One wrong language can be a fault in each of some million texts.
const MAX_FAULTS = 1000;

/** Gathers the faults that a check reports, the first 1000 of them. */
export function gatherFaults(check: (report: Report) => void): Fault[] {
  const faults: Fault[] = [];
  check((detail, ...path) => {
    if (faults.length < MAX_FAULTS) faults.push({ pointer: jsonPointer(...path), detail });
  });
  return faults;
}

/** Reports each name that one before it bears already; `pathOf` leads from the index to the name. */
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
