import { type ReactNode } from 'react';
import { ApplicationPage } from './applications/application-page.js';
import { ApplicationsPage } from './applications/applications-page.js';
import { ConfigPage } from './config/config-page.js';
import { AccessPage } from './access/access-page.js';
import { AuditPage } from './audit/audit-page.js';
import { AccountPage } from './accounts/account-page.js';
import { AccountsPage } from './accounts/accounts-page.js';
import { MePage } from './me/me-page.js';
import { NotificationPage } from './notifications/notification-page.js';
import { NotificationsPage } from './notifications/notifications-page.js';
import { OverviewPage } from './overview/overview-page.js';
import { ImportPage } from './positions/import/import-page.js';
import { PositionPage } from './positions/position-page.js';
import { PositionsPage } from './positions/positions-page.js';
import { ReplayPage } from './replays/replay-page.js';
import { ReplaysPage } from './replays/replays-page.js';
import { UserPage } from './users/user-page.js';
import { UsersPage } from './users/users-page.js';
import { words } from './words/words.js';

interface ScreenRoute {
  /** Below /console. A part such as `:id` is handed to `show`. */
  path: string;
  show(parameters: Record<string, string>): ReactNode;
  /** Its text in the navigation, if it stands there. */
  navigation?: string;
}

/** Every screen. The navigation has the order of this table. */
export const ROUTES: readonly ScreenRoute[] = [
  { path: '/', show: () => <OverviewPage />, navigation: words.overview.nav },
  { path: '/accounts', show: () => <AccountsPage />, navigation: words.shell.nav.accounts },
  { path: '/accounts/:id', show: ({ id }) => <AccountPage id={id!} /> },
  { path: '/applications', show: () => <ApplicationsPage />, navigation: words.applications.nav },
  { path: '/applications/:id', show: ({ id }) => <ApplicationPage id={id!} /> },
  { path: '/notifications', show: () => <NotificationsPage />, navigation: words.notifications.nav },
  { path: '/notifications/:id', show: ({ id }) => <NotificationPage id={id!} /> },
  { path: '/positions', show: () => <PositionsPage />, navigation: words.positions.nav },
  { path: '/positions/import', show: () => <ImportPage /> },
  { path: '/positions/:id', show: ({ id }) => <PositionPage key={id} id={id!} /> },
  { path: '/replays', show: () => <ReplaysPage /> },
  { path: '/replays/:id', show: ({ id }) => <ReplayPage id={id!} /> },
  { path: '/accounts/:id/config', show: ({ id }) => <ConfigPage key={id} id={id!} /> },
  { path: '/accounts/:id/access', show: ({ id }) => <AccessPage key={id} id={id!} /> },
  { path: '/users', show: () => <UsersPage />, navigation: words.users.nav },
  { path: '/users/:id', show: ({ id }) => <UserPage key={id} id={id!} /> },
  { path: '/audit', show: () => <AuditPage />, navigation: words.audit.nav },
  { path: '/me', show: () => <MePage />, navigation: words.shell.nav.me },
];
