import { scaleLinear } from 'd3-scale';
import { type Band } from '../../../../engine/position/position.js';
import { type Range } from '../../../../engine/scoring/ranges.js';
import { html, type Html } from '../../html.js';
import { decisionClass, reportIcon } from './report-icon.js';

export interface ScaleOptions extends Range {
  score: number;
  /** The same content in words. */
  label: string;
  rtl: boolean;
  format: (score: number) => string;
}

const BAR = { y: 16, height: 28 };
// In percent of the width. A narrower band has no room for the shape.
const ROOM_FOR_ICON = 9;
// In percent of the width: how close the pointer may come to the middle of a band before its line crosses the shape.
const CLEAR_OF_POINTER = 4;

/** Draws a reducer's bands side by side on the line of its possible scores, with a pointer at the score. */
export function reportScale(
  bands: readonly (Band & { final: number })[],
  { score, low, high, label, rtl, format }: ScaleOptions,
): Html {
  const scale = scaleLinear().domain([low, high]).range([0, 100]).clamp(true);
  const edges = [0, ...bands.map(({ below }) => (below === undefined ? 100 : scale(below)))];
  const left = (at: number): number => (rtl ? 100 - at : at);
  const pointer = left(scale(score));
  const parts = bands.map(({ final }, index) => {
    const [from, to] = [edges[index]!, edges[index + 1]!];
    return to > from && segment(final, { x: Math.min(left(from), left(to)), width: to - from, pointer });
  });
  const place = html`class="pointer" x="${percent(pointer)}" y="0"`;
  return html`<svg
    class="scale"
    xmlns="http://www.w3.org/2000/svg"
    width="100%"
    height="66"
    role="img"
    aria-label="${label}"
  >
    ${parts} ${ticks(bands, scale, { rtl, format })}
    <svg ${place} width="16" height="48" overflow="visible"><path d="M-8 0H8L1 13V46H-1V13z" /></svg>
    ${end(rtl ? 100 : 0, format(low))}${end(rtl ? 0 : 100, format(high))}
  </svg>`;
}

interface Segment {
  x: number;
  width: number;
  pointer: number;
}

function segment(final: number, { x, width, pointer }: Segment): Html {
  const at = x + width / 2;
  const middle = html`x="${percent(at)}" y="${BAR.y + 4}" overflow="visible"`;
  return html`<g class="${decisionClass(final)}"
    ><rect class="band" x="${percent(x)}" y="${BAR.y}" width="${percent(width)}" height="${BAR.height}" />${
      width >= ROOM_FOR_ICON &&
      Math.abs(at - pointer) >= CLEAR_OF_POINTER &&
      html`<svg ${middle}><g transform="translate(-10 0)">${reportIcon(final, html``)}</g></svg>`
    }</g
  >`;
}

// In percent of the width: what a figure takes on a telephone. A cut-off closer to another figure has only its tick,
// because the list of bands below names it, too.
const ROOM_FOR_FIGURE = 14;

function ticks(
  bands: readonly Band[],
  scale: (score: number) => number,
  { rtl, format }: Pick<ScaleOptions, 'rtl' | 'format'>,
): Html[] {
  let last = 0;
  return bands.flatMap(({ below }) => {
    const at = below === undefined ? 0 : scale(below);
    if (below === undefined || at <= 0 || at >= 100) return [];
    const x = percent(rtl ? 100 - at : at);
    const roomy = at - last >= ROOM_FOR_FIGURE && 100 - at >= ROOM_FOR_FIGURE;
    if (roomy) last = at;
    return html`<line class="tick" x1="${x}" x2="${x}" y1="${BAR.y}" y2="${BAR.y + BAR.height + 5}" />${
        roomy &&
        html`<text class="chart-end" x="${x}" y="62" text-anchor="middle" direction="ltr">${format(below)}</text>`
      }`;
  });
}

function end(x: 0 | 100, text: string): Html {
  return html`<text class="chart-end" x="${x}%" y="62" text-anchor="${x === 0 ? 'start' : 'end'}" direction="ltr"
    >${text}</text
  >`;
}

const percent = (value: number): string => `${Math.round(value * 1000) / 1000}%`;
