import { Link } from 'wouter';
import type { components } from '../../openapi.js';
import { words } from '../words/words.js';

export type Warnings = readonly components['schemas']['PositionWarning'][];

/** What an assignment or an import may have broken. */
export function WarningsNote({ warnings }: { warnings: Warnings }) {
  if (warnings.length === 0) return null;
  return (
    <div className="note note-caution" role="alert">
      <p className="note-title">{words.positions.orderers.warning}</p>
      <ul>
        {warnings.map(({ account_id: id, key, detail }) => (
          <li key={`${id} ${key} ${detail}`}>
            <Link href={`/accounts/${id}/config`}>{words.positions.orderers.ofAccount(id)}</Link>, <code>{key}</code>:{' '}
            {detail}
          </li>
        ))}
      </ul>
    </div>
  );
}
