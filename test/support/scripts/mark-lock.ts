import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../../src/document/openapi.js';
import { withLockMarks } from '../lock-marks.js';

const path = join(packageRoot(), 'package-lock.json');
writeFileSync(path, withLockMarks(readFileSync(path, 'utf8')));
