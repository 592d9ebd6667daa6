import { visibleText } from './visible-text.js';

interface HostileTextParts {
  text: string;
  label: string;
}

/** What a partner's server sent, as text and nothing else. It scrolls in itself, so it can be reached by keyboard. */
export function HostileText({ text, label }: HostileTextParts) {
  return (
    // eslint-disable-next-line jsx-a11y-x/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
    <pre className="hostile" dir="ltr" role="region" aria-label={label} tabIndex={0}>
      {visibleText(text)}
    </pre>
  );
}

/** A name or a value of somebody else within a line. Its direction of writing ends with it. */
export function HostileName({ text }: { text: string }) {
  return <bdi>{visibleText(text)}</bdi>;
}
