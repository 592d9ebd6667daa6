import { scaleLinear } from 'd3-scale';
import { html, type Html } from '../../html.js';
import { type ChartRow } from '../content/report-content.js';

const HEIGHT = 20;
const BAR = { y: 4, height: 12 };

/**
 * Draws one bar within its range, with a tick at each cut-off. The words and figures beside it say the same, so screen
 * readers skip it. Widths are percentages, so that it fits a telephone and a sheet of paper. A bar begins at zero if
 * zero is inside the range, otherwise at the lower end. A score outside its range is drawn at the end.
 */
export function reportBar({ score, low, high, cutOffs }: Omit<ChartRow, 'label'>, rtl: boolean): Html {
  const scale = scaleLinear().domain([low, high]).range([0, 100]).clamp(true);
  const hasZero = low < 0 && high > 0;
  const ends = [scale(hasZero ? 0 : low), scale(score)];
  return html`<svg
    class="bar"
    xmlns="http://www.w3.org/2000/svg"
    width="100%"
    height="${HEIGHT}"
    aria-hidden="true"
    focusable="false"
  >
    ${rect('bar-track', 0, 100, rtl)} ${rect('bar-value', Math.min(...ends), Math.max(...ends), rtl)}
    ${cutOffs.filter((cutOff) => cutOff > low && cutOff < high).map((cutOff) => line('bar-cut', scale(cutOff), rtl))}
    ${hasZero && line('bar-zero', scale(0), rtl)}
  </svg>`;
}

function rect(className: string, from: number, to: number, rtl: boolean): Html {
  const x = percent(rtl ? 100 - to : from);
  return html`<rect
    class="${className}"
    x="${x}"
    y="${BAR.y}"
    width="${percent(to - from)}"
    height="${BAR.height}"
    rx="3"
  />`;
}

function line(className: string, at: number, rtl: boolean): Html {
  const x = percent(rtl ? 100 - at : at);
  return html`<line class="${className}" x1="${x}" x2="${x}" y1="0" y2="${HEIGHT}" />`;
}

const percent = (value: number): string => `${Math.round(value * 1000) / 1000}%`;
