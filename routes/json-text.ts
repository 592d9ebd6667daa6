/** A value that is JSON already and is written into an answer as it stands. */
export class JsonText {
  constructor(readonly text: string) {}
}

/** An answer as JSON; its own values, not those deeper down, may be `JsonText`. */
export function writeJson(answer: object): string {
  const parts: string[] = [];
  for (const [key, value] of Object.entries(answer) as [string, unknown][]) {
    const text = value instanceof JsonText ? value.text : (JSON.stringify(value) as string | undefined);
    if (text !== undefined) parts.push(`${JSON.stringify(key)}:${text}`);
  }
  return `{${parts.join(',')}}`;
}
