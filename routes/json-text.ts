/** A value that is already JSON. It is written into an answer without a change. */
export class JsonText {
  constructor(readonly text: string) {}
}

/** Writes an answer as JSON. Its own values may be `JsonText`, but not the values inside them. */
export function writeJson(answer: object): string {
  let written = '';
  for (const [key, value] of Object.entries(answer) as [string, unknown][]) {
    const text = value instanceof JsonText ? value.text : (JSON.stringify(value) as string | undefined);
    // `join` would copy a whole page once more.
    if (text !== undefined) written += `${written === '' ? '' : ','}${JSON.stringify(key)}:${text}`;
  }
  return `{${written}}`;
}
