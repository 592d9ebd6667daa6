import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type PositionFile } from '../../engine/position/position.js';
import { positionFileCheck } from '../document/position-file-check.js';
import { packageRoot } from '../document/openapi.js';

const FOLDER = 'src/demo/positions';
const FILES = ['customer-service.yaml', 'team-leader.yaml'];

/** The paths of the files of the demo's positions, in the order in which the demo stores them. */
export function demoPositionPaths(): string[] {
  return FILES.map((file) => join(packageRoot(), FOLDER, file));
}

/** The positions of the demo, read from their files. */
export function loadDemoPositions(): PositionFile[] {
  const check = positionFileCheck();
  return demoPositionPaths().map((path) => {
    const checked = check(parse(readFileSync(path, 'utf8')));
    if ('position' in checked) return checked.position;
    throw new Error(`${path} is not a valid position file: ${JSON.stringify(checked.faults)}`);
  });
}
