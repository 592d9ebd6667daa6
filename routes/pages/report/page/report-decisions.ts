import { bandEnds } from './band-ends.js';
import { html, type Html } from '../../html.js';
import { type ReportBand, type ReportContent, type ReportDecision } from '../content/report-content.js';
import { decisionClass, reportIcon } from './report-icon.js';
import { reportScale } from './report-scale.js';
import { type ReportSpeech } from './report-speech.js';

/** Shows the main score, if the account has one, and the decisions of all reducers. */
export function reportDecisions({ main, decisions }: ReportContent, speech: ReportSpeech): Html {
  return html`${main && mainSection(main, speech)} ${decisions.length > 0 && table(decisions, speech)}`;
}

function mainSection(main: ReportDecision, speech: ReportSpeech): Html {
  const { words, own, rtl, number } = speech;
  const { range, score, bands, cutOffs } = main;
  const shown = speech.score(score, cutOffs, range);
  const label = range && words.onScale(shown, number(range.low), number(range.high));
  return html`<section class="main-score ${decisionClass(main.final)}" aria-labelledby="main-score">
<h2 id="main-score"><span${own}>${words.result}</span><span class="of">${main.caption}</span></h2>
<p class="verdict">${reportIcon(main.final)}<strong>${main.decision}</strong>${scoreOf(main, speech)}</p>
${range && reportScale(bands, { score, ...range, label: label!, rtl, format: number })}
<ul class="bands">${bands.map((band) => bandItem(band, speech))}</ul>
</section>`;
}

function scoreOf({ score, lights, cutOffs, range }: ReportDecision, speech: ReportSpeech): Html {
  const { words, own, number } = speech;
  if (lights !== undefined)
    return html`<span class="score" ${own}>${words.greenOf(number(score), number(lights))}</span>`;
  return html`<span class="score"><span${own}>${words.score}</span> <b dir="ltr">${speech.score(score, cutOffs, range)}</b></span>`;
}

function bandItem(band: ReportBand, speech: ReportSpeech): Html {
  const { words, own } = speech;
  const { final, caption, reached } = band;
  const ends = bandEnds(band, speech);
  return html`<li${reached && html` class="reached" aria-current="true"`}>${reportIcon(final)}<span><bdi>${caption}</bdi>${
    ends !== '' && html` <bdi class="ends" ${own}>${ends}</bdi>`
  }${reached && html` <em${own}>${words.reached}</em>`}</span></li>`;
}

function table(decisions: ReportDecision[], speech: ReportSpeech): Html {
  const { words, own, number } = speech;
  const score = ({ score: value, lights, cutOffs, range }: ReportDecision) =>
    lights === undefined
      ? html`<span dir="ltr">${speech.score(value, cutOffs, range)}</span>`
      : html`<span${own}>${words.greenOf(number(value), number(lights))}</span>`;
  return html`<section aria-labelledby="decisions">
    <h2 id="decisions" ${own}>${words.decisions}</h2>
    <table class="decisions" role="table">
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col" ${own}>${words.criterion}</th>
          <th role="columnheader" scope="col" ${own}>${words.decision}</th>
          <th role="columnheader" scope="col" class="figure" ${own}>${words.score}</th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${decisions.map(
          (one) =>
            html` <tr role="row">
              <th role="rowheader" scope="row">${one.caption}</th>
              <td role="cell">
                <span class="decision">${reportIcon(one.final)}<span>${one.decision}</span></span>
              </td>
              <td role="cell" class="figure">${score(one)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </section>`;
}
