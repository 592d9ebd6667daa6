import { type ReactNode } from 'react';
import { MePage } from './me/me-page.js';
import { words } from './words/words.js';

interface ScreenRoute {
  /** Below /console. A part such as `:id` is handed to `show`. */
  path: string;
  show(parameters: Record<string, string>): ReactNode;
  /** Its text in the navigation, if it stands there. */
  navigation?: string;
}

/** Every screen. The navigation has the order of this table. */
export const ROUTES: readonly ScreenRoute[] = [{ path: '/me', show: () => <MePage />, navigation: words.shell.nav.me }];
