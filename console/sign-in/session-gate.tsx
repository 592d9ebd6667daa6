import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { answer } from '../api/client.js';
import { Problem } from '../api/problem.js';
import { useApi } from '../api/use-api.js';
import { type Session, SessionContext } from '../api/use-session.js';
import { DraftsKeeper } from '../drafts/drafts.js';
import { ProblemNote } from '../parts/problem-note.js';
import { words } from '../words/words.js';
import { SignInForm } from './sign-in-form.js';
import { type SessionEnds } from './session-ends.js';

type State =
  | { is: 'asked' }
  | { is: 'unknown'; problem: Problem }
  | { is: 'out'; reason: 'new' | 'ended' | 'signed-out' }
  | { is: 'in'; session: Session; clockOffset: number };

const EVERY_MS = 60_000;

/** Tells the console's other tabs that somebody signed in or out. */
const CHANNEL = 'pop-console-session';

interface SessionGateParts {
  ends: SessionEnds;
  children: ReactNode;
}

/** Shows the console to whoever is signed in, and the sign-in screen to everybody else. Drafts live above both. */
export function SessionGate({ ends, children }: SessionGateParts) {
  const api = useApi();
  const queries = useQueryClient();
  const [state, setState] = useState<State>({ is: 'asked' });
  const [owner, setOwner] = useState<string>();
  // An answer that was asked for before the sign-in must find who signed in meanwhile.
  const shownTo = useRef<string>(undefined);

  const enter = useCallback(
    (session: Session) => {
      // What the last user was shown is not for the next one.
      if (shownTo.current !== session.user) queries.clear();
      shownTo.current = session.user;
      setOwner(session.user);
      setState({ is: 'in', session, clockOffset: Date.parse(session.now) - Date.now() });
    },
    [queries],
  );
  const leave = useCallback(
    (reason: 'ended' | 'signed-out') => {
      queries.clear();
      setState((before) => (before.is === 'in' ? { is: 'out', reason } : before));
    },
    [queries],
  );
  const ask = useCallback(async () => {
    try {
      enter(await answer(api.GET('/v1/admin/session')));
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      const isOut = error.status === 401 || error.status === 404;
      setState((before) => {
        if (isOut)
          return { is: 'out', reason: before.is === 'in' ? 'ended' : before.is === 'out' ? before.reason : 'new' };
        return before.is === 'in' || before.is === 'out' ? before : { is: 'unknown', problem: error };
      });
    }
  }, [api, enter]);

  useEffect(() => {
    void ask();
    const timer = setInterval(() => document.visibilityState === 'visible' && void ask(), EVERY_MS);
    return () => clearInterval(timer);
  }, [ask]);
  useEffect(() => ends.listen(() => leave('ended')), [ends, leave]);
  useEffect(() => {
    const channel = new BroadcastChannel(CHANNEL);
    channel.onmessage = ({ data }) => (data === 'out' ? leave('signed-out') : void ask());
    return () => channel.close();
  }, [ask, leave]);

  const actions = useMemo(() => {
    if (state.is !== 'in') return undefined;
    return {
      session: state.session,
      clockOffset: state.clockOffset,
      signOut() {
        // Signed out here even if nobody answers: whoever leaves the machine must not wait.
        void api.DELETE('/v1/admin/session').catch(() => undefined);
        tellOthers('out');
        leave('signed-out');
      },
      stay: () => void ask(),
    };
  }, [state, api, ask, leave]);

  return (
    <DraftsKeeper owner={owner}>
      {state.is === 'asked' && <p className="loading loading-page">{words.everywhere.loading}</p>}
      {state.is === 'unknown' && (
        <main className="sign-in">
          <ProblemNote problem={state.problem} onAgain={() => void ask()} />
        </main>
      )}
      {state.is === 'out' && (
        <SignInForm
          reason={state.reason}
          onSignIn={(session) => {
            enter(session);
            tellOthers('in');
          }}
        />
      )}
      {actions && <SessionContext value={actions}>{children}</SessionContext>}
    </DraftsKeeper>
  );
}

function tellOthers(what: 'in' | 'out'): void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage(what);
  channel.close();
}
