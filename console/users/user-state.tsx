import { StateBadge } from '../parts/state-badge.js';
import { words } from '../words/words.js';

/** Whether a user can sign in. */
export function UserState({ user: { active } }: { user: { active: boolean } }) {
  return <StateBadge tone={active ? 'good' : 'quiet'}>{active ? words.users.active : words.users.disabled}</StateBadge>;
}
