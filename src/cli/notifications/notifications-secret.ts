import { type Command } from 'commander';
import { registerNotificationsSecretAdd } from './notifications-secret-add.js';
import { registerNotificationsSecretList } from './notifications-secret-list.js';
import { registerNotificationsSecretRemove } from './notifications-secret-remove.js';
import { type Session } from '../session/session.js';

/** `pop notifications secret`: the secrets that sign an account's notifications. */
export function registerNotificationsSecret(parent: Command, session: Session): void {
  const group = parent.command('secret').description('Secrets that sign notifications; several may be valid at once.');
  const commands = [registerNotificationsSecretAdd, registerNotificationsSecretList, registerNotificationsSecretRemove];
  for (const register of commands) register(group, session);
}
