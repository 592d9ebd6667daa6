import { scaleLinear } from 'd3-scale';
import { html, type Html } from '../../html.js';
import { type ChartRow } from '../content/report-content.js';

export interface ChartOptions {
  /** Distinguishes the ids of this chart from those of others on the page. */
  id: string;
  title: string;
  description: string;
  rtl: boolean;
  /** Writes a score. */
  format: (score: number) => string;
}

const ROW = 62;
const LINE = 18;
const TRACK = 12;
// The width of a line in letters.
const LINE_WIDTH = 31;
const LABEL_LINES = 3;

/**
 * Draws bars as an SVG, one row below the other. A row has the label and the score, the bar within its range, and the
 * ends of the range. All widths are percentages, so that it fits a telephone and a sheet of paper while its letters
 * keep their size. A bar begins at zero if zero is inside the range, otherwise at the lower end. A score outside its
 * range is drawn at the end. The page's stylesheet gives the colours by class. The page must also have the same figures
 * in a table.
 */
export function reportChart(rows: readonly ChartRow[], { id, title, description, ...options }: ChartOptions): Html {
  let height = 0;
  const bars = rows.map((row) => {
    const lines = wrap(inXml(row.label));
    const drawn = bar({ ...row, lines }, height, options);
    height += ROW + LINE * (lines.length - 1);
    return drawn;
  });
  return html`<svg
    class="chart"
    xmlns="http://www.w3.org/2000/svg"
    width="100%"
    height="${height}"
    role="img"
    aria-labelledby="${id}-title"
    aria-describedby="${id}-desc"
  >
    <title id="${id}-title">${inXml(title)}</title>
    <desc id="${id}-desc">${inXml(description)}</desc>
    ${bars}
  </svg>`;
}

type Look = Pick<ChartOptions, 'rtl' | 'format'>;

function bar({ lines, score, low, high }: ChartRow & { lines: string[] }, top: number, { rtl, format }: Look): Html {
  const scale = scaleLinear().domain([low, high]).range([0, 100]).clamp(true);
  const hasZero = low < 0 && high > 0;
  const ends = [scale(hasZero ? 0 : low), scale(score)];
  const first = top + LINE - 4;
  const across = { y: top + LINE * lines.length + 4, height: TRACK };
  const below = across.y + TRACK + 15;
  return html`${lines.map((line, index) => words(line, first + LINE * index, rtl))}
  ${figure('chart-score', 100, first, format(score), rtl)} ${rect('chart-track', 0, 100, across, rtl)}
  ${rect('chart-bar', Math.min(...ends), Math.max(...ends), across, rtl)} ${hasZero && zeroLine(scale(0), across, rtl)}
  ${figure('chart-end', 0, below, format(low), rtl)} ${figure('chart-end', 100, below, format(high), rtl)}`;
}

interface Across {
  y: number;
  height: number;
}

function rect(className: string, from: number, to: number, { y, height }: Across, rtl: boolean): Html {
  const x = percent(rtl ? 100 - to : from);
  return html`<rect class="${className}" x="${x}" y="${y}" width="${percent(to - from)}" height="${height}" />`;
}

function zeroLine(at: number, { y, height }: Across, rtl: boolean): Html {
  const x = percent(rtl ? 100 - at : at);
  return html`<line class="chart-zero" x1="${x}" x2="${x}" y1="${y - 3}" y2="${y + height + 3}" />`;
}

function words(line: string, y: number, rtl: boolean): Html {
  const side = rtl ? html`x="100%" direction="rtl"` : html`x="0%" direction="ltr"`;
  return html`<text class="chart-label" ${side} y="${y}" text-anchor="start">${line}</text>`;
}

/**
 * Places a figure at the beginning (0) or the end (100) of the line. Figures run from left to right in every script.
 */
function figure(className: string, at: 0 | 100, y: number, content: string, rtl: boolean): Html {
  const x = rtl ? 100 - at : at;
  const anchor = x === 0 ? 'start' : 'end';
  return html`<text class="${className}" x="${x}%" y="${y}" text-anchor="${anchor}" direction="ltr">${content}</text>`;
}

const percent = (value: number): string => `${Math.round(value * 1000) / 1000}%`;

/** Replaces the characters that XML 1.0 cannot hold. */
function inXml(text: string): string {
  return text.replace(/[^\P{Cc}\t\n]|[\p{Cs}\ufffe\uffff]/gu, '\ufffd');
}

/**
 * Breaks a label into lines of a telephone's width, between words where they fit. It cuts what does not fit on the last
 * line.
 */
function wrap(label: string): string[] {
  const lines = [''];
  for (const word of label.trim().split(/\s+/).flatMap(piecesOf)) {
    const longer = `${lines.at(-1)} ${word}`.trim();
    if (widthOf(longer) <= LINE_WIDTH) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  if (lines.length <= LABEL_LINES) return lines;
  return [...lines.slice(0, LABEL_LINES - 1), `${lines[LABEL_LINES - 1]}…`];
}

function piecesOf(word: string): string[] {
  if (widthOf(word) <= LINE_WIDTH) return [word];
  const pieces = [''];
  for (const character of word) {
    const longer = `${pieces.at(-1)}${character}`;
    if (widthOf(longer) <= LINE_WIDTH) pieces[pieces.length - 1] = longer;
    else pieces.push(character);
  }
  return pieces;
}

/** Gives the approximate width in letters. Ideographs and similar characters count as two. */
function widthOf(text: string): number {
  return (
    [...text].length + (text.match(/[\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7ff\uf900-\ufaff\uff00-\uff60]/g)?.length ?? 0)
  );
}
