import { useId, useRef } from 'react';
import { Link } from 'wouter';
import { useSession } from '../api/use-session.js';
import { type Theme, usePreferences } from '../preferences/use-preferences.js';
import { words } from '../words/words.js';

const THEMES: readonly Theme[] = ['system', 'light', 'dark'];

/** Who is signed in; below it the settings of this browser, the screen about oneself, and signing out. */
export function UserMenu() {
  const text = words.shell;
  const { session, signOut } = useSession();
  const { utc, theme, set } = usePreferences();
  const id = useId();
  const menu = useRef<HTMLDivElement>(null);
  const role = text.role[session.role];
  return (
    <>
      <button type="button" className="user-button" popoverTarget={id}>
        <span className="user-name">{session.user}</span> <span className="user-role">{role}</span>
      </button>
      <div ref={menu} id={id} className="user-menu" popover="auto" role="group" aria-label={text.preferences}>
        <label className="check">
          <input type="checkbox" checked={utc} onChange={({ target }) => set({ utc: target.checked })} />
          {text.utc}
        </label>
        <fieldset>
          <legend>{text.theme.label}</legend>
          {THEMES.map((one) => (
            <label key={one} className="check">
              <input type="radio" name="theme" checked={theme === one} onChange={() => set({ theme: one })} />
              {text.theme[one]}
            </label>
          ))}
        </fieldset>
        <Link href="/me" onClick={() => menu.current?.hidePopover()}>
          {text.me}
        </Link>
        <button type="button" onClick={signOut}>
          {text.signOut}
        </button>
      </div>
    </>
  );
}
