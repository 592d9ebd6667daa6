import { useLocation, useRouter } from 'wouter';
import { useNow } from '../instants/use-now.js';
import { CopyButton } from '../parts/copy-button.js';
import { addressOf } from '../parts/use-filters.js';
import { words } from '../words/words.js';
import { absoluteSince } from './periods.js';

interface CopyLinkParts {
  filters: Record<string, string>;
  cursor: string | undefined;
}

/** Copies the address of a list as it is now: a period such as "last hour" becomes the instant it began. */
export function CopyLink({ filters, cursor }: CopyLinkParts) {
  const { base } = useRouter();
  const [path] = useLocation();
  const now = useNow();
  const fixed = Object.entries(filters).map(([name, value]) => [
    name,
    name.endsWith('since') ? absoluteSince(value, now) : value,
  ]);
  const address = addressOf(location.origin + base + path, {
    ...(Object.fromEntries(fixed) as typeof filters),
    cursor,
  });
  return <CopyButton text={address} label={words.lists.copyLink} shown={words.lists.copyLink} />;
}
