import { type ReactNode, useEffect } from 'react';
import { Link } from 'wouter';
import { words } from '../words/words.js';

interface PageParts {
  title: string;
  /** Where the screen belongs, from the top. */
  above?: readonly { title: string; href: string }[];
  /** What can be done with the whole screen, at its head. */
  actions?: ReactNode;
  /** Beside the title, such as a badge. */
  beside?: ReactNode;
  lead?: ReactNode;
  children: ReactNode;
}

/** The frame of a screen: title of the tab, the way to here, heading, actions. The heading gets the focus on a move. */
export function Page({ title, above = [], actions, beside, lead, children }: PageParts) {
  useEffect(() => {
    document.title = `${title} – ${words.everywhere.appName}`;
  }, [title]);
  return (
    <div className="page">
      {above.length > 0 && (
        <nav className="crumbs" aria-label={words.everywhere.breadcrumbs}>
          <ol>
            {above.map((crumb) => (
              <li key={crumb.href}>
                <Link href={crumb.href}>{crumb.title}</Link>
              </li>
            ))}
          </ol>
        </nav>
      )}
      <div className="page-head">
        <div className="page-title">
          <h1 tabIndex={-1}>{title}</h1>
          {beside}
        </div>
        {actions !== undefined && <div className="actions">{actions}</div>}
      </div>
      {lead !== undefined && <p className="lead">{lead}</p>}
      {children}
    </div>
  );
}
