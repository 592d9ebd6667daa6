import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Link, useLocation, useSearch } from 'wouter';
import { useSession } from '../api/use-session.js';
import { DraftsBar } from '../drafts/drafts-bar.js';
import { SearchBox } from '../search/search-box.js';
import { Mark } from '../sign-in/sign-in-form.js';
import { words } from '../words/words.js';
import { SessionBar } from './session-bar.js';
import { UserMenu } from './user-menu.js';
import { VersionBar } from './version-bar.js';

interface NavigationEntry {
  href: string;
  text: string;
}

interface ShellParts {
  navigation: readonly NavigationEntry[];
  children: ReactNode;
}

/** What is around every screen: skip link, navigation, who is signed in, and bars for what holds everywhere. */
export function Shell({ navigation, children }: ShellParts) {
  const text = words.shell;
  const [path] = useLocation();
  const [open, setOpen] = useState(false);
  const { session } = useSession();
  // A screen with `?version=` shows something else. A filter or a page of a list leaves the focus where it is.
  useHeadingFocus(`${path} ${new URLSearchParams(useSearch()).get('version')}`);
  return (
    <>
      <a className="skip" href="#content">
        {text.skip}
      </a>
      <header className="top">
        <Link href="/" className="brand">
          <Mark />
          {words.everywhere.appName}
        </Link>
        <button
          type="button"
          className="menu-button"
          aria-expanded={open}
          aria-controls="navigation"
          onClick={() => setOpen(!open)}
        >
          {text.menu}
        </button>
        <nav
          id="navigation"
          className={open ? 'navigation navigation-open' : 'navigation'}
          aria-label={text.navigation}
        >
          {navigation.map((entry) => (
            <Link
              key={entry.href}
              href={entry.href}
              aria-current={isBelow(path, entry.href) ? 'page' : undefined}
              onClick={() => setOpen(false)}
            >
              {entry.text}
            </Link>
          ))}
        </nav>
        <SearchBox />
        <UserMenu />
      </header>
      <SessionBar />
      <VersionBar served={session.version} />
      <DraftsBar />
      <main id="content" tabIndex={-1}>
        {children}
      </main>
    </>
  );
}

/** After a move the heading of the new screen has the focus. The first screen leaves it where the browser put it. */
function useHeadingFocus(place: string): void {
  const last = useRef(place);
  useEffect(() => {
    if (last.current === place) return;
    last.current = place;
    document.querySelector('h1')?.focus();
    window.scrollTo(0, 0);
  }, [place]);
}

function isBelow(path: string, href: string): boolean {
  return path === href || (href !== '/' && path.startsWith(`${href}/`));
}
