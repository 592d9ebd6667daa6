import { type OpenApiDocument } from './openapi-document.js';

const CONSOLE = '/v1/admin/';

/**
 * The document as partners see it: without the operations of the operators' console, and without what only these use.
 * So no client that is generated from it has them.
 */
export function publicDocument(document: OpenApiDocument): OpenApiDocument {
  const paths = Object.entries(document.paths).filter(([path]) => !path.startsWith(CONSOLE));
  const tags = (document as { tags?: { name: string }[] }).tags?.filter(({ name }) => name !== 'Console');
  const shown = withoutConsoleParts({ ...document, ...(tags && { tags }), paths: Object.fromEntries(paths) });
  return { ...shown, components: usedComponents(shown, Object.keys(document.components.securitySchemes ?? {})) };
}

/** Leaves out what is marked as of the console inside a part that partners see too (`x-console: true`). */
function withoutConsoleParts<T>(part: T): T {
  if (Array.isArray(part)) return part.map(withoutConsoleParts) as T;
  if (typeof part !== 'object' || part === null) return part;
  const kept = Object.entries(part).filter(([, value]) => (value as Marked | null)?.['x-console'] !== true);
  return Object.fromEntries(kept.map(([key, value]) => [key, withoutConsoleParts(value as unknown)])) as T;
}

interface Marked {
  'x-console'?: boolean;
}

/** The components that the rest of the document refers to, directly or through others. */
function usedComponents(document: OpenApiDocument, schemes: string[]): OpenApiDocument['components'] {
  const { components, ...rest } = document;
  const used = new Set<string>();
  const follow = (part: unknown): void => {
    for (const [, reference = ''] of JSON.stringify(part).matchAll(/"#\/components\/([^"]+)"/g)) {
      if (used.has(reference)) continue;
      used.add(reference);
      const [kind = '', name = ''] = reference.split('/');
      follow(components[kind]?.[name] ?? {});
    }
  };
  follow(rest);
  // Requirements name a scheme without a reference.
  const required = JSON.stringify(rest);
  for (const name of schemes) if (required.includes(`{"${name}":[]}`)) used.add(`securitySchemes/${name}`);
  const kept = Object.entries(components).map(([kind, members]) => [
    kind,
    Object.fromEntries(Object.entries(members).filter(([name]) => used.has(`${kind}/${name}`))),
  ]);
  return Object.fromEntries(kept) as OpenApiDocument['components'];
}
