import { accessSync, constants, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';

const IN_MEMORY = '/dev/shm';
const NEEDED_BYTES = 2 ** 30;

/**
 * Returns the folder for the files of test databases. It is TEST_DATABASE_FOLDER if that is set. Otherwise it is a file
 * system in memory if this machine has one with a gibibyte free, or else the folder for temporary files. On a disk most
 * of the time of a new database goes into flushing.
 */
export function databaseFolder(): string {
  return process.env['TEST_DATABASE_FOLDER'] ?? (hasMemory() ? IN_MEMORY : tmpdir());
}

function hasMemory(): boolean {
  try {
    accessSync(IN_MEMORY, constants.W_OK);
    const { bavail, bsize } = statfsSync(IN_MEMORY);
    return bavail * bsize >= NEEDED_BYTES;
  } catch {
    return false;
  }
}
