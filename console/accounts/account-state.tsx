import type { components } from '../../openapi.js';
import { StateBadge } from '../parts/state-badge.js';
import { words } from '../words/words.js';
import { writeAge } from './write-age.js';

const LATE_S = 60;

/** What an operator should know of an account at a glance. */
export function AccountState({ account }: { account: components['schemas']['AdminAccountItem'] }) {
  const text = words.accounts;
  const { disabled, paused, oldest_due_seconds: late, url_host: host } = account;
  const isLate = !paused && late !== null && late > LATE_S;
  return (
    <span className="badges">
      {disabled !== null && <StateBadge tone="quiet">{text.disabled}</StateBadge>}
      {paused && <StateBadge tone="caution">{text.paused}</StateBadge>}
      {isLate && <StateBadge tone="fault">{text.late(writeAge(late))}</StateBadge>}
      {host === null && <StateBadge tone="caution">{text.noUrl}</StateBadge>}
      {disabled === null && !paused && !isLate && host !== null && <StateBadge tone="good">{text.good}</StateBadge>}
    </span>
  );
}
