import { type RefObject, useImperativeHandle, useMemo, useRef } from 'react';
import { type ControlParts } from '../../parts/field.js';

/** Leads to a place of the text. Both are counted from 1. */
export interface TextPlaces {
  goTo(line: number, column: number): void;
}

interface PositionTextParts {
  control: ControlParts;
  value: string;
  onChange(value: string): void;
  /** The lines with faults. They have a mark besides their number. */
  marked: ReadonlySet<number>;
  places: RefObject<TextPlaces | null>;
}

/** A file to type or paste, with the numbers of its lines beside it. Long lines are not broken, so that these fit. */
export function PositionText({ control, value, onChange, marked, places }: PositionTextParts) {
  const area = useRef<HTMLTextAreaElement>(null);
  const numbers = useRef<HTMLPreElement>(null);
  const follow = () => {
    if (area.current && numbers.current) numbers.current.scrollTop = area.current.scrollTop;
  };
  useImperativeHandle(
    places,
    () => ({
      goTo(line, column) {
        const { current } = area;
        if (!current) return;
        const start = startOf(current.value, line);
        const end = current.value.indexOf('\n', start);
        const at = Math.min(start + column - 1, end < 0 ? current.value.length : end);
        current.focus();
        // The rest of the line is selected, so that the place can be seen.
        current.setSelectionRange(at, end < 0 ? current.value.length : end);
        const lineHeight = parseFloat(getComputedStyle(current).lineHeight);
        current.scrollTop = Math.max(0, (line - 3) * lineHeight);
        current.scrollLeft = 0;
        follow();
      },
    }),
    [],
  );
  const lines = useMemo(() => numbersOf(value, marked), [value, marked]);
  return (
    <div className="source">
      <pre ref={numbers} className="source-lines" aria-hidden="true">
        {lines}
      </pre>
      <textarea
        {...control}
        ref={area}
        value={value}
        onChange={({ target }) => onChange(target.value)}
        onScroll={follow}
        wrap="off"
        rows={24}
        spellCheck={false}
        autoComplete="off"
        autoCapitalize="off"
      />
    </div>
  );
}

function startOf(text: string, line: number): number {
  let start = 0;
  for (let passed = 1; passed < line; passed += 1) {
    const next = text.indexOf('\n', start);
    if (next < 0) return start;
    start = next + 1;
  }
  return start;
}

function numbersOf(text: string, marked: ReadonlySet<number>): string {
  const count = text.split('\n').length;
  return Array.from({ length: count }, (_, index) => `${marked.has(index + 1) ? '▸ ' : ''}${index + 1}`).join('\n');
}
