import { NOTIFICATION_STATES, type NotificationState } from '../../../db/notifications/notifications.js';
import { INVITATION_STATES } from '../../../routes/applications/presenting/present-invitations.js';

/** The words of the contract for the states of an invitation. Operators see which of those given up are parked. */
const WORDS = { ...INVITATION_STATES, parked: 'parked' } as const;

export type InvitationState = (typeof WORDS)[NotificationState];

const STORED = new Map((Object.keys(NOTIFICATION_STATES) as NotificationState[]).map((state) => [WORDS[state], state]));

/** What `--state` takes. */
export const STATE_CHOICES: readonly InvitationState[] = [...STORED.keys()];

/** The word for a stored state. */
export const stateWord = (state: NotificationState): InvitationState => WORDS[state];

/** The stored state that a word means. */
export const storedState = (word: InvitationState): NotificationState => STORED.get(word)!;
