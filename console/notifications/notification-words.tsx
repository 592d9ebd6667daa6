import type { components } from '../../openapi.js';
import { Instant } from '../instants/instant.js';
import { useNow } from '../instants/use-now.js';
import { StateBadge, type Tone } from '../parts/state-badge.js';
import { words } from '../words/words.js';
import { type State } from './notification-filters.js';

type Listed = components['schemas']['AdminNotification'];

const TONES: Record<State, Tone> = {
  live: 'info',
  delivered: 'good',
  rejected: 'fault',
  expired: 'quiet',
  cancelled: 'quiet',
  parked: 'caution',
};

/** The state of a notification. */
export function NotificationState({ state }: { state: State }) {
  return <StateBadge tone={TONES[state]}>{words.notifications.states[state]}</StateBadge>;
}

/** When it is tried next. */
export function NextAttempt({ under_way: underWay, next_attempt: next }: Listed) {
  const now = useNow();
  if (underWay) return <>{words.notifications.underWay}</>;
  if (next === null) return <>–</>;
  return Date.parse(next) - now < 1_000 ? <>{words.notifications.dueNow}</> : <Instant at={next} />;
}
