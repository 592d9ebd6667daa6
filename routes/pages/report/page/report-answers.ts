import { html, type Html } from '../../html.js';
import { type ReportAnswer, type ReportContent } from '../content/report-content.js';
import { type ReportSpeech } from './report-speech.js';

/** Makes the part that only the account's report has: the candidate's fields, and the answer to each question. */
export function reportAnswers({ fields = [], answers = [] }: ReportContent, { words, own, lang }: ReportSpeech): Html {
  const known: Record<string, string> = { app_full_name: words.fullName, email: words.email };
  return html`${
    fields.length > 0 &&
    html`<section aria-labelledby="details">
      <h2 id="details" ${own}>${words.details}</h2>
      <dl class="fields">
        ${fields.map(({ name, caption, value }) => {
          const label = caption
            ? html`<dt><bdi${lang(caption.languageId)}>${caption.text}</bdi></dt>`
            : knownLabel(name);
          return html`<div>
            ${label}
            <dd><bdi class="written">${value}</bdi></dd>
          </div>`;
        })}
      </dl>
    </section>`
  }
  ${
    answers.length > 0 &&
    html`<section aria-labelledby="answers">
      <h2 id="answers" ${own}>${words.answers}</h2>
      <ol class="answers">
        ${answers.map(
          (one) =>
            html`<li>
              <div class="${one.writtenIn !== undefined ? 'wide' : 'pair'}">
                <p class="question">${one.question}</p>
                <div>${answerOf(one)} ${one.place && placeOf(one.place)}</div>
              </div>
            </li>`,
        )}
      </ol>
    </section>`
  }`;

  function knownLabel(name: string): Html {
    const label = Object.hasOwn(known, name) ? known[name] : undefined;
    return label === undefined ? html`<dt><bdi>${name}</bdi></dt>` : html`<dt${own}>${label}</dt>`;
  }

  function placeOf({ at, of }: NonNullable<ReportAnswer['place']>): Html {
    return html`<p class="place" ${own}>
      <span class="dots" aria-hidden="true"
        >${Array.from({ length: of }, (_, index) => html`<i${index + 1 === at && html` class="here"`}></i>`)}</span
      >
      ${words.placeOf(String(at), String(of))}
    </p>`;
  }

  function answerOf({ answer, writtenIn }: ReportAnswer): Html {
    if (answer === undefined) return html`<p class="no-answer" ${own}>${words.noAnswer}</p>`;
    if (writtenIn === undefined) return html`<p>${answer}</p>`;
    return html`<p class="written" ${lang(writtenIn)} dir="auto">${answer}</p>`;
  }
}
