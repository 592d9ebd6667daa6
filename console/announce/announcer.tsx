import { type ReactNode, useCallback, useState } from 'react';
import { AnnounceContext } from './use-announce.js';

/** Has the one live region of the page. The same text twice is said twice. */
export function Announcer({ children }: { children: ReactNode }) {
  const [said, setSaid] = useState({ text: '', turn: 0 });
  const announce = useCallback((text: string) => setSaid(({ turn }) => ({ text, turn: turn + 1 })), []);
  return (
    <AnnounceContext value={announce}>
      {children}
      <p className="visually-hidden" role="status">
        <span key={said.turn}>{said.text}</span>
      </p>
      <p className="toast" aria-hidden="true" key={said.turn} hidden={said.text === ''}>
        {said.text}
      </p>
    </AnnounceContext>
  );
}
