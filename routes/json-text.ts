/** A value that is already JSON. It is written into an answer without a change. */
export class JsonText {
  constructor(readonly text: string) {}
}

/** Writes an answer as JSON. Its own values may be `JsonText`, but not the values inside them. */
export function writeJson(answer: object): string {
  const parts: string[] = [];
  for (const [key, value] of Object.entries(answer) as [string, unknown][]) {
    const text = value instanceof JsonText ? value.text : (JSON.stringify(value) as string | undefined);
    if (text !== undefined) parts.push(`${JSON.stringify(key)}:${text}`);
  }
  return `{${parts.join(',')}}`;
}
