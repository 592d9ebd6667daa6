import { QueryClientProvider } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, Route, Router, Switch } from 'wouter';
import { makeApi } from './api/client.js';
import { makeQueryClient } from './api/query-client.js';
import { ApiContext } from './api/use-api.js';
import { watchUse } from './api/watch-use.js';
import { ConfirmPassword } from './changes/confirm-password.js';
import { Announcer } from './announce/announcer.js';
import { Page } from './parts/page.js';
import { ROUTES } from './routes.js';
import { PreferencesKeeper } from './preferences/preferences-keeper.js';
import { Shell } from './shell/shell.js';
import { sessionEnds } from './sign-in/session-ends.js';
import { SessionGate } from './sign-in/session-gate.js';
import { words } from './words/words.js';

/** The whole console. `base` is the path it is served at, such as /console. */
export function App({ base }: { base: string }) {
  const [parts] = useState(() => makeParts(base));
  return (
    <QueryClientProvider client={parts.queries}>
      <ApiContext value={parts.api}>
        <PreferencesKeeper>
          <Announcer>
            <Router base={base}>
              <SessionGate ends={parts.ends}>
                <ConfirmPassword>
                  <Screens />
                </ConfirmPassword>
              </SessionGate>
            </Router>
          </Announcer>
        </PreferencesKeeper>
      </ApiContext>
    </QueryClientProvider>
  );
}

function makeParts(base: string) {
  const ends = sessionEnds();
  const api = makeApi({
    prefix: base.replace(/\/console$/, ''),
    wasUsed: watchUse(document).wasUsed,
    onSessionEnd: ends.tell,
    fetch: (request) => fetch(request),
  });
  return { ends, api, queries: makeQueryClient() };
}

function Screens() {
  const navigation = ROUTES.flatMap(({ path, navigation: text }) => (text === undefined ? [] : [{ href: path, text }]));
  return (
    <Shell navigation={navigation}>
      <Switch>
        {ROUTES.map(({ path, show }) => (
          <Route key={path} path={path}>
            {(parameters) => show(parameters as Record<string, string>)}
          </Route>
        ))}
        <Route>
          <UnknownPage />
        </Route>
      </Switch>
    </Shell>
  );
}

function UnknownPage() {
  const { title, detail, home } = words.shell.unknown;
  return (
    <Page title={title} lead={detail}>
      <p>
        <Link href="/">{home}</Link>
      </p>
    </Page>
  );
}
