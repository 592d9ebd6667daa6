import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../../src/document/openapi.js';
import { askForAdvisories } from '../advisories.js';
import { type Lock, unfitLicenses } from '../licenses.js';

const ANSWER_WITHIN_MS = 60_000;

// A folder with another package-lock.json may be named.
const root = process.argv[2] ?? packageRoot();
const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as Lock;
const unfit = unfitLicenses(lock);
console.log(unfit.length > 0 ? unfit.join('\n') : 'The licences of all packages are allowed.');

const advisories = await askForAdvisories(root, lock, ANSWER_WITHIN_MS);
if (typeof advisories === 'string') {
  console.log(`\n!!! NOBODY COULD BE ASKED FOR ADVISORIES: ${advisories}`);
  console.log('!!! Run this again where npm’s registry answers: npm run packages\n');
} else {
  const { grave, others } = advisories;
  console.log([...grave, ...others].join('\n') || 'There are no advisories about any package.');
  if (others.length > 0)
    console.log(`(${others.length} of them slight, or about what only builds: they stop nothing.)`);
}
process.exitCode = unfit.length > 0 || (typeof advisories !== 'string' && advisories.grave.length > 0) ? 1 : 0;
