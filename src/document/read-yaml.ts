import { type Document, isMap, isScalar, isSeq, LineCounter, type Pair, parseDocument, visit } from 'yaml';
import { type Fault } from '../../engine/fault.js';
import { readPath } from '../../engine/json-pointer.js';

export interface YamlText {
  value: unknown;
  /** Adds to faults in the value where they are in the text. What is missing is where it should be. */
  place(faults: readonly Fault[]): Fault[];
}

/** Why a text is neither JSON nor YAML. The message says the line and the column, too. */
export class YamlFault extends Error {
  constructor(
    message: string,
    readonly place: { line: number; column: number },
    options: ErrorOptions = {},
  ) {
    super(message, options);
    this.name = 'YamlFault';
  }
}

const BEGINNING = { line: 1, column: 1 };

/**
 * Reads a text, JSON or YAML. Integers that a number cannot hold are read as text, so that an id keeps all its digits.
 * `ids` are the keys whose value is always read as text. Throws a `YamlFault` for anything else. A text of 1 MiB takes
 * most of a second.
 */
export function readYaml(text: string, ids: ReadonlySet<string>): YamlText {
  try {
    return parse(text, ids);
  } catch (error) {
    if (error instanceof YamlFault) throw error;
    throw new YamlFault((error as Error).message.trimEnd(), BEGINNING, { cause: error });
  }
}

function parse(text: string, ids: ReadonlySet<string>): YamlText {
  const lines = new LineCounter();
  // The library's own check for repeated keys compares each key with all keys before it.
  const document = parseDocument(text, { intAsBigInt: true, uniqueKeys: false, lineCounter: lines });
  const [fault] = document.errors;
  if (fault) {
    const { line, col } = fault.linePos?.[0] ?? { line: 1, col: 1 };
    throw new YamlFault(fault.message.trimEnd(), { line, column: col });
  }
  refuseRepeatedKeys(document, lines);
  const value = document.toJS({
    reviver: (key, value: unknown) => plainInteger(value, ids.has(String(key))),
  }) as unknown;
  return {
    value,
    place: (faults) => faults.map((fault) => ({ ...fault, ...placeOf(fault.pointer, document, lines) })),
  };
}

function refuseRepeatedKeys(document: Document, lines: LineCounter): void {
  visit(document, {
    Map(_, { items }) {
      const seen = new Set<unknown>();
      for (const { key } of items) {
        const name = isScalar(key) ? key.value : key;
        const { line, col } = lines.linePos(isScalar(key) ? (key.range?.[0] ?? 0) : 0);
        if (seen.has(name)) {
          throw new YamlFault(`Map keys must be unique at line ${line}, column ${col}`, { line, column: col });
        }
        seen.add(name);
      }
    },
  });
}

function plainInteger(value: unknown, isId: boolean): unknown {
  if (typeof value !== 'bigint') return value;
  return isId || !Number.isSafeInteger(Number(value)) ? String(value) : Number(value);
}

/**
 * The place of the key or the item that the pointer leads to, or of the last one on the way that is there. What an
 * alias stands for is at the alias.
 */
function placeOf(pointer: string, document: Document, lines: LineCounter): { line: number; column: number } {
  let node: unknown = document.contents;
  let offset = offsetOf(node) ?? 0;
  for (const step of readPath(pointer)) {
    const next = isMap(node) ? entryOf(node.items, step) : isSeq(node) ? itemOf(node.items, step) : undefined;
    if (!next) break;
    offset = next.offset ?? offset;
    node = next.node;
  }
  const { line, col } = lines.linePos(offset);
  return { line, column: col };
}

interface Next {
  node: unknown;
  offset: number | undefined;
}

function entryOf(pairs: readonly Pair<unknown, unknown>[], step: string): Next | undefined {
  const pair = pairs.find(({ key }) => isScalar(key) && String(key.value) === step);
  return pair && { node: pair.value, offset: offsetOf(pair.key) };
}

function itemOf(items: readonly unknown[], step: string): Next | undefined {
  const item = items[Number(step)];
  return item === undefined ? undefined : { node: item, offset: offsetOf(item) };
}

function offsetOf(node: unknown): number | undefined {
  return (node as { range?: [number, number, number] | null } | null)?.range?.[0];
}
