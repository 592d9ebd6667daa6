import { readFile } from 'node:fs/promises';
import { type Document, isScalar, LineCounter, parseDocument, visit } from 'yaml';
import { isJsonObject } from '../../../engine/json-object.js';
import { type PositionFile } from '../../../engine/position/position.js';
import { checkPositionFile } from '../../document/check-position-file.js';
import { refused } from '../output/refused.js';

/** Reads and checks a position file, JSON or YAML. A refusal lists all its faults, each with its pointer. */
export async function readPositionFile(path: string): Promise<PositionFile> {
  const text = await readFile(path, 'utf8').catch((error: Error) => {
    throw refused(`${path} can't be read: ${error.message}`);
  });
  const checked = checkPositionFile(parseText(path, text));
  if ('position' in checked) return checked.position;
  throw refused(`${path} is not a valid position file:`, checked.faults);
}

function parseText(path: string, text: string): unknown {
  try {
    const lines = new LineCounter();
    // Integers arrive as bigint, so that an id keeps all its digits. The library's own check for repeated keys compares
    // each key with all keys before it.
    const document = parseDocument(text, { intAsBigInt: true, uniqueKeys: false, lineCounter: lines });
    if (document.errors[0]) throw document.errors[0];
    refuseRepeatedKeys(document, lines);
    const value = document.toJS({ reviver: plainIntegers }) as unknown;
    if (isJsonObject(value) && typeof value.position_id === 'bigint') value.position_id = String(value.position_id);
    return value;
  } catch (error) {
    throw refused(`${path} is neither JSON nor YAML: ${(error as Error).message.trimEnd()}`);
  }
}

function refuseRepeatedKeys(document: Document, lines: LineCounter): void {
  visit(document, {
    Map(_, { items }) {
      const seen = new Set<unknown>();
      for (const { key } of items) {
        const name = isScalar(key) ? key.value : key;
        const { line, col } = lines.linePos(isScalar(key) ? (key.range?.[0] ?? 0) : 0);
        if (seen.has(name)) throw new Error(`Map keys must be unique at line ${line}, column ${col}`);
        seen.add(name);
      }
    },
  });
}

function plainIntegers(key: unknown, value: unknown): unknown {
  return typeof value === 'bigint' && key !== 'position_id' ? Number(value) : value;
}
