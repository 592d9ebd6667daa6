import { applications } from './en/applications.js';
import { config } from './en/config.js';
import { everywhere } from './en/everywhere.js';
import { me } from './en/me.js';
import { notifications } from './en/notifications.js';
import { shell } from './en/shell.js';
import { signIn } from './en/sign-in.js';

/** Every text of the console, by its screen. Another language would be another object of this type. */
export const words = { applications, config, everywhere, me, notifications, shell, signIn };
