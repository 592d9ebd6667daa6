import assert from 'node:assert/strict';
import { type DocumentStep } from './document-steps.js';

const WILDCARD = '…';

/**
 * Fails unless a command printed what the document shows. `…` stands for any text, and in JSON also for any value or
 * the rest of a list. JSON is compared by value, and the order of keys counts. Of an HTTP reply the status line, the
 * shown header lines and the body are compared. Other text is compared as it is.
 */
export function assertShown({ kind, text }: NonNullable<DocumentStep['answer']>, printed: string): void {
  if (kind === 'json') return assertJson(text, printed);
  if (kind === 'text') return assertLike(text.trimEnd(), printed.trimEnd());
  const [shown, real] = [text, printed].map((reply) => splitReply(reply)) as [Reply, Reply];
  assertLike(shown.head[0]!, real.head[0]!);
  for (const line of shown.head.slice(1)) {
    assert.ok(
      real.head.some((other) => isLike(line, other)),
      `${line} is not among\n${real.head.join('\n')}`,
    );
  }
  if (shown.body !== '') assertJson(shown.body, real.body);
}

interface Reply {
  head: string[];
  body: string;
}

function splitReply(reply: string): Reply {
  const [head = '', ...body] = reply.replaceAll('\r', '').trim().split('\n\n');
  return { head: head.split('\n'), body: body.join('\n\n') };
}

// Compared as text, so that the order of keys counts and the message shows where they differ.
function assertJson(shown: string, printed: string): void {
  const real = JSON.parse(printed) as unknown;
  assert.equal(JSON.stringify(real, null, 2), JSON.stringify(filledIn(JSON.parse(shown), real), null, 2));
}

/** Returns what is shown, with each wildcard replaced by the real value, so that only true differences are left. */
function filledIn(shown: unknown, real: unknown): unknown {
  if (shown === WILDCARD && real !== undefined) return real;
  if (typeof shown === 'string') return typeof real === 'string' && isLike(shown, real) ? real : shown;
  if (typeof shown !== 'object' || shown === null) return shown;
  if (Array.isArray(shown)) {
    const list = Array.isArray(real) ? (real as unknown[]) : [];
    const open = shown.at(-1) === WILDCARD;
    const known = open ? shown.slice(0, -1) : shown;
    return [...known.map((item, index) => filledIn(item, list[index])), ...(open ? list.slice(known.length) : [])];
  }
  const members = (real ?? {}) as Record<string, unknown>;
  return Object.fromEntries(Object.entries(shown).map(([key, value]) => [key, filledIn(value, members[key])]));
}

function assertLike(shown: string, printed: string): void {
  const lines = printed.split('\n');
  // The wildcards are filled in, so that the reported difference is the true one.
  const filled = shown.split('\n').map((line, index) => (isLike(line, lines[index] ?? '') ? lines[index] : line));
  assert.equal(printed, filled.join('\n'));
}

function isLike(shown: string, printed: string): boolean {
  const parts = shown.split(WILDCARD).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.+')}$`).test(printed);
}
