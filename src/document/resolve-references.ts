import { type Schema } from './openapi-document.js';

/**
 * The schema with everything that it refers to (`#/...` in the root) in its place. Words beside a `$ref` stay valid:
 * they and what is referred to must both hold, as JSON Schema 2020-12 has it. Throws for what is not there and for a
 * schema that refers to itself.
 */
export function resolveReferences(schema: Schema, root: object): Schema {
  return resolved(schema, root, []) as Schema;
}

function resolved(part: unknown, root: object, open: readonly string[]): unknown {
  if (Array.isArray(part)) return part.map((item) => resolved(item, root, open));
  if (typeof part !== 'object' || part === null) return part;
  const { $ref, ...beside } = part as Record<string, unknown>;
  if (typeof $ref !== 'string') {
    return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, resolved(value, root, open)]));
  }
  if (open.includes($ref)) throw new Error(`${$ref} refers to itself`);
  const target = resolved(partAt($ref, root), root, [...open, $ref]);
  if (Object.keys(beside).length === 0) return target;
  const rest = resolved(beside, root, open) as { allOf?: unknown[] };
  return { ...rest, allOf: [target, ...(rest.allOf ?? [])] };
}

// A JSON pointer in the fragment of a URL (RFC 6901, section 6).
function partAt(reference: string, root: object): unknown {
  const [start, ...steps] = reference.split('/').map((step) => decodeURIComponent(step));
  const found = steps.reduce<unknown>(
    (part, step) => (part as Record<string, unknown> | undefined)?.[step.replaceAll('~1', '/').replaceAll('~0', '~')],
    root,
  );
  if (start !== '#' || found === undefined) throw new Error(`There is no ${reference}`);
  return found;
}
