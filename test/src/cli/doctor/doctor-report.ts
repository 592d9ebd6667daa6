import assert from 'node:assert/strict';

/** What `pop doctor --json` prints. */
export interface DoctorReport {
  status: string;
  checks: { name: string; status: string; found: string; todo: string | null }[];
}

/** The line of that check. */
export function lineOf({ checks }: DoctorReport, name: string): DoctorReport['checks'][number] {
  const line = checks.find((one) => one.name === name);
  assert.ok(line, `there is a line ${name}`);
  return line;
}
