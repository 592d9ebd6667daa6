import express, { type RequestHandler } from 'express';

// This is enough for a page of long answers in a script whose characters take nine bytes each in a form.
const MAX_BODY_BYTES = 512 * 1024;
// A page has at most a hundred questions or fields, and a few buttons.
const MAX_ENTRIES = 1000;

/**
 * Reads a form in the way that browsers send it, as text of at most 512 KiB or that many bytes (413 for more). Any
 * other body gives no text.
 */
export function formBody(limit = MAX_BODY_BYTES): RequestHandler {
  return express.text({ type: 'application/x-www-form-urlencoded', limit, inflate: false });
}

/**
 * Gives the entries of such a form by name, with \n as the end of each line. Gives undefined for everything that our
 * pages never send: another kind of body, more than 1000 entries, or a name that occurs twice.
 */
export function formEntries(body: unknown): Map<string, string> | undefined {
  if (typeof body !== 'string' || hasTooMany(body)) return undefined;
  const pairs = [...new URLSearchParams(body)];
  const entries = new Map(pairs.map(([name, value]) => [name, value.replace(/\r\n?/g, '\n')]));
  return entries.size === pairs.length ? withUnticked(entries) : undefined;
}

/** The beginning of the name of a control that says that the page has a box of the rest of the name. */
export const BOX = 'box.';

// Browsers send nothing for a box that is not ticked.
function withUnticked(entries: Map<string, string>): Map<string, string> {
  const unticked = [...entries.keys()]
    .filter((name) => name.startsWith(BOX))
    .map((name) => name.slice(BOX.length))
    .filter((name) => !entries.has(name));
  return new Map([...entries, ...unticked.map((name) => [name, ''] as const)]);
}

function hasTooMany(body: string): boolean {
  let end = -1;
  for (let count = 0; count < MAX_ENTRIES; count += 1) {
    end = body.indexOf('&', end + 1);
    if (end < 0) return false;
  }
  return true;
}
