import { type Schema } from '../../../routes/documented.js';
import { visible } from '../output/visible.js';

/** How an account shows itself, for a person. */
export function identityLines({ account_id, changed, logo, words = {}, ...texts }: Schema<'Identity'>): string {
  if (changed === undefined) return `Account ${account_id} shows its name, in the program's colours and words.`;
  const own = Object.entries(words).flatMap(([language, parts]) =>
    Object.entries(parts).flatMap(([part, said]) =>
      Object.entries(said as Record<string, string>).map(
        ([key, text]) => `${language}.${part}.${key}: ${visible(text)}`,
      ),
    ),
  );
  return [
    `Account ${account_id}, changed ${changed}`,
    ...Object.entries(texts).map(([key, text]) => `${key}: ${visible(String(text))}`),
    ...(logo ? [`logo: ${logo.type}, ${logo.width} × ${logo.height}, ${logo.url}`] : []),
    ...own,
  ].join('\n');
}
