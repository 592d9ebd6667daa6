import { access } from './en/sign-in/access.js';
import { accounts } from './en/accounts.js';
import { applications } from './en/applications.js';
import { audit } from './en/audit.js';
import { charts } from './en/charts.js';
import { config } from './en/config.js';
import { credentials } from './en/sign-in/credentials.js';
import { everywhere } from './en/everywhere.js';
import { lists } from './en/lists.js';
import { me } from './en/sign-in/me.js';
import { notifications } from './en/notifications.js';
import { overview } from './en/overview.js';
import { positionImport } from './en/position-import.js';
import { positions } from './en/positions.js';
import { search } from './en/search.js';
import { shell } from './en/shell.js';
import { signIn } from './en/sign-in/sign-in.js';
import { users } from './en/sign-in/users.js';

/** Every text of the console, by its screen. Another language would be another object of this type. */
export const words = {
  access,
  accounts,
  applications,
  audit,
  charts,
  config,
  credentials,
  everywhere,
  lists,
  me,
  notifications,
  overview,
  positionImport,
  positions,
  search,
  shell,
  signIn,
  users,
};
