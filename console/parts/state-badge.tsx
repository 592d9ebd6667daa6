export type Tone = 'good' | 'caution' | 'fault' | 'quiet' | 'info';

/** A state in words. Colour and sign say the same a second and a third time. */
export function StateBadge({ tone, children }: { tone: Tone; children: string }) {
  return (
    <span className={`badge badge-${tone}`}>
      <svg viewBox="0 0 12 12" aria-hidden="true">
        <path d={SIGNS[tone]} />
      </svg>
      {children}
    </span>
  );
}

const SIGNS: Record<Tone, string> = {
  good: 'M2.5 6.5 5 9l4.5-5.5',
  caution: 'M6 2v4.5M6 9.5v.01',
  fault: 'M3 3l6 6M9 3l-6 6',
  quiet: 'M3 6h6',
  info: 'M6 2.5v.01M6 5.5v4',
};
