import { useContext } from 'react';
import { Link, useLocation } from 'wouter';
import { words } from '../words/words.js';
import { DraftsContext } from './use-draft.js';

/** Names what is not saved, with links back to it. The screen at hand shows its own. */
export function DraftsBar() {
  const [path] = useLocation();
  const elsewhere = [...useContext(DraftsContext).all.values()].filter(({ href }) => href !== path);
  if (elsewhere.length === 0) return null;
  const { drafts } = words.everywhere;
  return (
    <div className="bar bar-caution">
      <span>{drafts.unsaved(elsewhere.map(({ name }) => name))}</span>
      {elsewhere.map(({ name, href }) => (
        <Link key={href} href={href}>
          {drafts.back(name)}
        </Link>
      ))}
    </div>
  );
}
