import { useSession } from '../api/use-session.js';
import { Page } from '../parts/page.js';
import { words } from '../words/words.js';
import { ChangePassword } from './change-password.js';
import { OwnSessions } from './own-sessions.js';

/** The screen about oneself: role, sessions, password. */
export function MePage() {
  const { session } = useSession();
  const text = words.me;
  return (
    <Page
      title={text.title}
      lead={
        <>
          {text.lead(session.user, words.shell.role[session.role])} {text.roles[session.role]}
        </>
      }
    >
      <OwnSessions />
      <ChangePassword />
    </Page>
  );
}
