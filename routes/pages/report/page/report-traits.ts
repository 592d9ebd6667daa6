import { bandEnds } from './band-ends.js';
import { html, type Html } from '../../html.js';
import { reportBar } from './report-bar.js';
import { type ChartRow, type ReportContent } from '../content/report-content.js';
import { type ReportSpeech } from './report-speech.js';

/** Shows super traits and traits: each with its score, its bar, and what the score means. */
export function reportTraits({ superTraits, traits }: ReportContent, speech: ReportSpeech): Html {
  const { words } = speech;
  return html`${barSection('super-traits', [words.superTraits, words.superTraitsMean], superTraits, speech)}
  ${barSection('traits', [words.traits], traits, speech)}`;
}

function barSection(id: string, [heading, note]: [string, string?], rows: ChartRow[], speech: ReportSpeech) {
  if (rows.length === 0) return undefined;
  const { own } = speech;
  return html`<section aria-labelledby="${id}">
    <h2 id="${id}" ${own}>${heading}</h2>
    ${note !== undefined && html`<p class="note" ${own}>${note}</p>`}
    ${groupsOf(rows).map((group) => barGroup(group, speech))}
  </section>`;
}

// Rows that follow each other and have the same ends are one group, and the ends are said once for it.
function groupsOf(rows: ChartRow[]): ChartRow[][] {
  const groups: ChartRow[][] = [];
  for (const row of rows) {
    const last = groups.at(-1);
    if (last && last[0]!.low === row.low && last[0]!.high === row.high) last.push(row);
    else groups.push([row]);
  }
  return groups;
}

function barGroup(rows: ChartRow[], speech: ReportSpeech): Html {
  const { words, own, number } = speech;
  const { low, high } = rows[0]!;
  return html`<p class="note" ${own}>${words.scaleOf(number(low), number(high))}</p>
    <ul class="bars">
      ${rows.map((row) => barRow(row, speech))}
    </ul>`;
}

function barRow(row: ChartRow, speech: ReportSpeech): Html {
  const { own, rtl, score } = speech;
  const { label, band } = row;
  const ends = band && bandEnds(band, speech);
  return html`<li>
    <h3>${label}</h3>
    <b class="bar-score" dir="ltr">${score(row.score, row.cutOffs, row)}</b>
    ${reportBar(row, rtl)}
    ${
      band &&
      html`<p class="meaning">
        ${ends !== '' && html`<bdi class="ends" ${own}>${ends}</bdi>`} <span>${band.text}</span>
      </p>`
    }
  </li>`;
}
