import { type ReactNode } from 'react';
import { Link } from 'wouter';
import type { components } from '../../openapi.js';
import { useMay } from '../api/use-session.js';
import { Instant } from '../instants/instant.js';
import { Panel } from '../parts/panel.js';
import { StateBadge } from '../parts/state-badge.js';
import { words } from '../words/words.js';
import { GiveMissing } from './give-missing.js';
import { lackingPermissions } from './lacking-permissions.js';

type Access = components['schemas']['AccountAccess'];
type Check = Access['readiness'][number]['check'];

interface ReadinessPanelParts {
  access: Access;
  /** On which screen it stands: no link leads to where somebody is. */
  on: 'account' | 'access';
  /** What the screen itself offers where something is missing. */
  steps?: Partial<Record<Check, ReactNode>>;
  /** Called when a user has got what was missing. */
  onGiven?: (userId: string) => void;
}

const text = words.access.readiness;

/** What the partner of an account needs, each in words, with the next step where something is missing. */
export function ReadinessPanel({ access, on, steps = {}, onGiven }: ReadinessPanelParts) {
  const { readiness } = access;
  const missing = readiness.filter(({ ok }) => !ok).length;
  const mayGive = useMay('admin');
  return (
    <Panel title={text.title} detail={missing === 0 ? text.ready : text.lacking(missing)}>
      <ul className="checks">
        {readiness.map(({ check, ok, detail, at }) => (
          <li key={check}>
            <StateBadge tone={ok ? 'good' : 'fault'}>{ok ? text.there : text.missing}</StateBadge>
            <span>
              <strong>{text.checks[check]}</strong>{' '}
              <span className="check-detail">
                {detail}
                {at !== undefined && (
                  <>
                    , <Instant at={at} />
                  </>
                )}
              </span>
            </span>
            {!ok && (
              <span className="check-step">{steps[check] ?? nextStep(check, { access, on, mayGive, onGiven })}</span>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

interface StepParts extends Pick<ReadinessPanelParts, 'access' | 'on'> {
  mayGive: boolean;
  onGiven: ((userId: string) => void) | undefined;
}

function nextStep(check: Check, { access, on, mayGive, onGiven }: StepParts): ReactNode {
  const { account_id: id, users } = access;
  if (check === 'url') return <Link href={`/accounts/${id}/config`}>{text.config}</Link>;
  const lacking = check === 'permissions' ? lackingPermissions(users) : [];
  if (lacking.length > 0) {
    if (!mayGive) return <span className="quiet">{text.byAdmin}</span>;
    return lacking.map((one) => (
      <GiveMissing key={one.holder.user_id} accountId={id} lacking={one} onGiven={onGiven} />
    ));
  }
  if (check === 'user' || check === 'permissions' || check === 'credential') {
    return on === 'account' && <Link href={`/accounts/${id}/access`}>{text.access}</Link>;
  }
  return on === 'access' && <Link href={`/accounts/${id}`}>{text.account}</Link>;
}
