import { type JsonSchema } from './openapi-document.js';

/**
 * Replaces every reference (`#/...` in the root) in the schema by what it refers to. Keywords beside a `$ref` stay
 * valid: they and the target must both hold, as in JSON Schema 2020-12. Throws if the target does not exist or a schema
 * refers to itself.
 */
export function resolveReferences(schema: JsonSchema, root: object): JsonSchema {
  return resolved(schema, root, []) as JsonSchema;
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

// Follows a JSON pointer in the fragment of a URL (RFC 6901, section 6).
function partAt(reference: string, root: object): unknown {
  const [start, ...steps] = reference.split('/').map((step) => decodeURIComponent(step));
  const found = steps.reduce<unknown>(
    (part, step) => (part as Record<string, unknown> | undefined)?.[step.replaceAll('~1', '/').replaceAll('~0', '~')],
    root,
  );
  if (start !== '#' || found === undefined) throw new Error(`There is no ${reference}`);
  return found;
}
