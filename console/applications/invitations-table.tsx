import type { components } from '../../openapi.js';
import { visibleText } from '../hostile/visible-text.js';
import { Instant } from '../instants/instant.js';
import { type Column, DataTable } from '../parts/data-table.js';
import { StateBadge, type Tone } from '../parts/state-badge.js';
import { words } from '../words/words.js';

type Invitation = components['schemas']['Invitation'];

/** What became of the invitations of a candidate. */
export function InvitationsTable({ invitations }: { invitations: readonly Invitation[] }) {
  const text = words.applications.one;
  if (invitations.length === 0) return <p className="quiet">{text.noInvitations}</p>;
  return <DataTable caption={text.invitations} columns={COLUMNS} rows={invitations} keyOf={({ channel }) => channel} />;
}

const { one } = words.applications;

const TONES: Record<Invitation['state'], Tone> = {
  waiting: 'info',
  sent: 'good',
  refused: 'fault',
  given_up: 'caution',
  cancelled: 'quiet',
};

const COLUMNS: readonly Column<Invitation>[] = [
  { key: 'channel', head: one.channel, cell: ({ channel }) => one.channels[channel] },
  {
    key: 'state',
    head: one.state,
    cell: ({ state }) => <StateBadge tone={TONES[state]}>{one.invitationStates[state]}</StateBadge>,
  },
  { key: 'attempts', head: one.attempts, align: 'end', cell: ({ attempt_count: count }) => count },
  { key: 'detail', head: one.detail, cell: ({ detail }) => (detail === undefined ? '–' : visibleText(detail)) },
  { key: 'ended', head: one.ended, cell: ({ ended }) => (ended === undefined ? '–' : <Instant at={ended} />) },
];
