import { StateBadge, type Tone } from '../parts/state-badge.js';
import { words } from '../words/words.js';

type Status = keyof typeof words.applications.statuses;

const TONES: Record<Status, Tone> = { incomplete: 'info', completed: 'good', cancelled: 'quiet', expired: 'caution' };

/** The status of an application. */
export function ApplicationStatus({ status }: { status: Status }) {
  return <StateBadge tone={TONES[status]}>{words.applications.statuses[status]}</StateBadge>;
}
