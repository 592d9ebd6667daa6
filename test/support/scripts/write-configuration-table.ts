import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../../src/document/openapi.js';
import { withConfigurationTable } from '../configuration-table.js';

const path = join(packageRoot(), 'README.md');
writeFileSync(path, await withConfigurationTable(readFileSync(path, 'utf8'), path));
