interface Shown {
  method: string;
  url: string;
  headers: readonly { name: string; value: string }[];
  body: string;
}

/** The request as a command for a shell. What is masked stays masked, so that no secret is in anybody's history. */
export function asCurl({ method, url, headers, body }: Shown): string {
  const parts = [
    `curl -i -X ${quoted(method)} ${quoted(url)}`,
    ...headers.map(({ name, value }) => `-H ${quoted(`${name}: ${value}`)}`),
    ...(body === '' ? [] : [`--data-raw ${quoted(body)}`]),
  ];
  return parts.join(' \\\n  ');
}

function quoted(text: string): string {
  return /^[\w./:-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
