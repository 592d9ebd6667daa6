export interface ReadMail {
  /** All headers by their names in lower case. Encoded words are decoded. */
  headers: Map<string, string[]>;
  /** The texts of the parts by their types. */
  parts: Map<string, string>;
}

/** Parses a mail into its headers and the text of each part of a multipart body. */
export function readMail(raw: string): ReadMail {
  const { headers, body } = split(raw);
  const boundary = /boundary="([^"]+)"/.exec(headers.get('content-type')?.[0] ?? '')?.[1];
  const parts = new Map<string, string>();
  for (const piece of boundary === undefined ? [] : `\r\n${body}`.split(`\r\n--${boundary}`).slice(1, -1)) {
    const part = split(piece.replace(/^\r\n/, ''));
    const type = part.headers.get('content-type')![0]!.split(';')[0]!;
    parts.set(type, decode(part.body, part.headers.get('content-transfer-encoding')?.[0]).replaceAll('\r\n', '\n'));
  }
  return { headers, parts };
}

function split(text: string): { headers: Map<string, string[]>; body: string } {
  const end = text.indexOf('\r\n\r\n');
  const headers = new Map<string, string[]>();
  for (const line of text
    .slice(0, end)
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n')) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).toLowerCase();
    headers.set(name, [...(headers.get(name) ?? []), decodeWords(line.slice(colon + 1).trim())]);
  }
  return { headers, body: text.slice(end + 4) };
}

function decode(body: string, encoding: string | undefined): string {
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString('utf8');
  return encoding === 'quoted-printable' ? unquote(body.replace(/=\r\n/g, '')) : body;
}

const unquote = (text: string): string =>
  Buffer.from(
    text.replace(/=([0-9A-F]{2})/g, (_all, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    'latin1',
  ).toString('utf8');

function decodeWords(text: string): string {
  return text
    .replace(/\?= +=\?/g, '?==?')
    .replace(/=\?utf-8\?([BQ])\?([^?]*)\?=/gi, (_all, kind: string, content: string) =>
      kind.toUpperCase() === 'B'
        ? Buffer.from(content, 'base64').toString('utf8')
        : unquote(content.replaceAll('_', ' ')),
    );
}
