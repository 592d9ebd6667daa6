import { StateBadge } from '../parts/state-badge.js';
import { words } from '../words/words.js';

/** Whether a position can be ordered, in words. */
export function PositionState({ position }: { position: { retired: string | null; accounts: number } }) {
  const text = words.positions;
  if (position.retired !== null) return <StateBadge tone="caution">{text.retired}</StateBadge>;
  if (position.accounts === 0) return <StateBadge tone="caution">{text.unassigned}</StateBadge>;
  return <StateBadge tone="good">{text.inUse}</StateBadge>;
}
