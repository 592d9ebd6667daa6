import { StateBadge } from '../parts/state-badge.js';
import { words } from '../words/words.js';

/** Whether a job is still running. */
export function ReplayState({ replay: { finished } }: { replay: { finished: string | null } }) {
  const { running, finished: done } = words.notifications.jobs;
  return <StateBadge tone={finished === null ? 'info' : 'good'}>{finished === null ? running : done}</StateBadge>;
}
