import { assessmentFacts } from '../../../../engine/invitation/assessment-facts.js';
import { languageOf } from '../../../../engine/languages/languages.js';
import { estimateMinutes } from '../../../../engine/position/estimate-minutes.js';
import { html, type Html } from '../../html.js';
import { ownWordsLang } from '../../page-shell.js';
import { type PageView } from '../view/candidate-view.js';

/** Makes what a candidate wants to know before the start: who asks, how much, for about how long, and until when. */
export function startFacts({ languageId, identity, content, application, words }: PageView): Html {
  const { questions } = content.questionnaire;
  const extent = {
    questions: questions.length,
    minutes: estimateMinutes(questions),
    expiresAt: application.expiresAt,
  };
  const facts = [
    { term: words.from, value: identity.name },
    ...Object.values(assessmentFacts(languageOf(languageId), extent)),
  ];
  return html`<dl class="facts" ${ownWordsLang(languageId)}>
    ${facts.map(
      ({ term, value }) =>
        html`<div>
          <dt>${term}</dt>
          <dd><bdi>${value}</bdi></dd>
        </div>`,
    )}
  </dl>`;
}
