import { html, type Html } from '../../html.js';
import { reportChart } from './report-chart.js';
import { type ChartRow, type ReportContent } from '../content/report-content.js';
import { type ReportSpeech } from './report-speech.js';

// This many rows with the tallest labels always fit on a sheet of paper. A printer would cut a longer chart through a
// bar.
const ROWS_A_CHART = 8;

/** Shows super traits and traits, each as a chart with a table of the same figures, and then what the scores mean. */
export function reportTraits({ superTraits, traits }: ReportContent, speech: ReportSpeech): Html {
  const { words, own } = speech;
  const told = traits.filter(({ text }) => text !== '');
  return html`${chartSection('super-traits', words.superTraits, superTraits, speech)}
  ${chartSection('traits', words.traits, traits, speech)}
  ${
    told.length > 0 &&
    html`<section aria-labelledby="meaning">
      <h2 id="meaning" ${own}>${words.meaning}</h2>
      <dl class="meanings">
        ${told.map(
          ({ label, text }) =>
            html`<div>
              <dt>${label}</dt>
              <dd>${text}</dd>
            </div>`,
        )}
      </dl>
    </section>`
  }`;
}

function chartSection(id: string, heading: string, rows: ChartRow[], { words, own, rtl, number }: ReportSpeech) {
  if (rows.length === 0) return undefined;
  const charts = sheets(rows).map((part, index, all) => {
    const title = all.length > 1 ? `${heading} (${number(index + 1)}/${number(all.length)})` : heading;
    return reportChart(part, { id: `${id}-${index + 1}`, title, description: words.chart, rtl, format: number });
  });
  const headings = [words.score, words.lowest, words.highest];
  return html`<section aria-labelledby="${id}"><h2 id="${id}"${own}>${heading}</h2>
${charts}
<div class="visually-hidden"><table><caption${own}>${heading}</caption>
<thead><tr><td></td>${headings.map((text) => html`<th scope="col" ${own}>${text}</th>`)}</tr></thead>
<tbody>${rows.map(
    ({ label, score, low, high }) =>
      html`<tr>
        <th scope="row">${label}</th>
        ${[score, low, high].map((value) => html`<td dir="ltr">${number(value)}</td>`)}
      </tr>`,
  )}</tbody></table></div></section>`;
}

function sheets(rows: ChartRow[]): ChartRow[][] {
  const count = Math.ceil(rows.length / ROWS_A_CHART);
  return Array.from({ length: count }, (_, index) => rows.slice(index * ROWS_A_CHART, (index + 1) * ROWS_A_CHART));
}
