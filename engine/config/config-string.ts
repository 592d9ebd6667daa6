/** One entry of a config string. */
export type ConfigPair = readonly [key: string, value: string];

/** Why a text is no config string. The position counts the parts from 1. */
export interface ConfigStringFault {
  fault: string;
  position: number;
}

const PIPE = '|';

/**
 * Reads `key1|value1|key2|value2` (contract, section 4). The empty text is the empty list; a value may be empty.
 * Refused: an odd number of parts, an empty key, a repeated key. The fault names only positions and never a part's
 * text, because after a missing part a secret can be in the place of a key.
 */
export function parseConfigString(text: string): { pairs: ConfigPair[] } | ConfigStringFault {
  if (text === '') return { pairs: [] };
  const parts = text.split(PIPE);
  if (parts.length % 2 === 1) {
    return fault(parts.length, `the number of parts is odd: the key in part ${parts.length} has no value`);
  }
  const pairs: ConfigPair[] = [];
  const positions = new Map<string, number>();
  for (let i = 0; i < parts.length; i += 2) {
    const key = parts[i]!;
    const earlier = positions.get(key);
    if (key === '') return fault(i + 1, `the key in part ${i + 1} is empty`);
    if (earlier !== undefined) return fault(i + 1, `the key in part ${i + 1} repeats that of part ${earlier}`);
    positions.set(key, i + 1);
    pairs.push([key, parts[i + 1]!]);
  }
  return { pairs };
}

/**
 * Writes pairs as a config string; `parseConfigString` gives the same pairs back. There is no escape. A pipe in a key
 * or value, an empty key and a repeated key throw a RangeError that names the key, so check input first (contract,
 * section 4).
 */
export function writeConfigString(pairs: readonly ConfigPair[]): string {
  const seen = new Set<string>();
  for (const [index, [key, value]] of pairs.entries()) {
    const named = `config key ${JSON.stringify(key)} (entry ${index + 1})`;
    if (key === '') throw new RangeError(`${named} is empty`);
    if (hasPipe(key)) throw new RangeError(`${named} holds a pipe`);
    if (hasPipe(value)) throw new RangeError(`the value of ${named} holds a pipe`);
    if (seen.has(key)) throw new RangeError(`${named} is repeated`);
    seen.add(key);
  }
  return pairs.flat().join(PIPE);
}

/** Whether a text holds the separator, so that it cannot be part of a config string. */
export function hasPipe(text: string): boolean {
  return text.includes(PIPE);
}

function fault(position: number, text: string): ConfigStringFault {
  return { fault: text, position };
}
