import assert from 'node:assert/strict';
import { type DocumentStep } from './document-steps.js';

const WILDCARD = '…';

/**
 * Fails unless what a command printed is what the document shows. `…` stands for any text, in JSON also for any value
 * or the rest of a list. JSON is compared by value, order of keys included; of an HTTP reply the status line, the
 * header lines shown and the body count; other text as it stands.
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

// As text, so that the order of keys counts and the message shows where they differ.
function assertJson(shown: string, printed: string): void {
  const real = JSON.parse(printed) as unknown;
  assert.equal(JSON.stringify(real, null, 2), JSON.stringify(filledIn(JSON.parse(shown), real), null, 2));
}

/** What is shown, each wildcard replaced by what is really there, so that only true differences are left. */
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
  // With its own wildcards filled in, the difference that is reported is the true one.
  const filled = shown.split('\n').map((line, index) => (isLike(line, lines[index] ?? '') ? lines[index] : line));
  assert.equal(printed, filled.join('\n'));
}

function isLike(shown: string, printed: string): boolean {
  const parts = shown.split(WILDCARD).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.+')}$`).test(printed);
}
