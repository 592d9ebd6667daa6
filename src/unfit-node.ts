// The least minor version of each line of Node.js before ANY_FROM. The `engines` of package.json say the same.
const LEAST_MINOR: Readonly<Record<number, number>> = { 20: 19, 22: 13 };
const ANY_FROM = 24;

/**
 * Says in one line why the program does not run on that version of Node.js ("20.19.0"); undefined if it runs. Call it
 * before anything else is imported, because an import can crash such a version without a message.
 */
export function unfitNode(version: string): string | undefined {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major >= ANY_FROM || minor >= (LEAST_MINOR[major] ?? Infinity)) return undefined;
  const lines = Object.entries(LEAST_MINOR).map((line) => line.join('.'));
  return `Node.js ${version} can't run this: it needs ${lines.join(', ')} (or later of these lines), or ${ANY_FROM} and later.`;
}
