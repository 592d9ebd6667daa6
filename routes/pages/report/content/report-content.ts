import { type ApplicationField } from '../../../../engine/application/application-fields.js';
import { dayOf } from '../../../../engine/calendar.js';
import {
  type Band,
  type PositionContent,
  type Question,
  type Reducer,
  type Texts,
} from '../../../../engine/position/position.js';
import { bandOf } from '../../../../engine/scoring/bands.js';
import { type Range, type ScoreRanges, scoreRanges } from '../../../../engine/scoring/ranges.js';
import { captionOf } from '../../../../engine/scoring/reducers.js';
import { type ScoreSheet } from '../../../../engine/scoring/score.js';
import { textIn } from '../../../../engine/position/texts.js';
import { type FoundReport } from './report-of-token.js';

/** One bar: a score on its line from `low` to `high`. */
export interface ChartRow {
  label: string;
  score: number;
  low: number;
  high: number;
}

/** A band or a light of a stoplight, and whether the candidate reached it. */
export interface ReportBand extends Band {
  /** The end of the band before. */
  from?: number;
  final: number;
  caption: string;
  reached: boolean;
}

export interface ReportDecision {
  name: string;
  caption: string;
  final: number;
  /** The name of the decision. */
  decision: string;
  score: number;
  /** For a stoplight: the number of reducers that it combines. Its score is how many of them are green. */
  lights?: number;
  range: Range | undefined;
  bands: ReportBand[];
}

/** The content of a report in one language, in its order. */
export interface ReportContent {
  reportName: string;
  /** The candidate's name, otherwise the e-mail address; empty if the application has neither. */
  candidate: string;
  account: string;
  /** `YYYY-MM-DD`. */
  completed: string;
  introduction: string;
  /** False when the application was completed without answers. */
  scored: boolean;
  main: ReportDecision | undefined;
  decisions: ReportDecision[];
  superTraits: ChartRow[];
  traits: (ChartRow & { text: string })[];
  /** Only the account's report has fields and answers. */
  fields?: { name: string; caption: string; value: string }[];
  answers?: { question: string; answer: string | undefined; written: boolean }[];
}

/**
 * Makes the content of the report of a completed application, in one of the position's languages. A text that is
 * missing in it is in the first language of the position that has the text.
 */
export function reportContent(found: FoundReport, languageId: string): ReportContent {
  const { application, accountName, content, result, mainReducer, full } = found;
  const say = (texts: Texts): string => textIn(texts, languageId, ...content.languages);
  const { fields } = application;
  const valueOf = (name: string) => fields.find((field) => field.name === name)?.value.trim() ?? '';
  const scored = result && scoresOf(content, { scores: result.scores, ranges: scoreRanges(content), say });
  return {
    reportName: content.reportName,
    candidate: valueOf('app_full_name') || valueOf('email'),
    account: accountName,
    completed: dayOf(application.completedAt!),
    introduction: say(content.reportIntroduction),
    scored: scored !== undefined,
    main: scored?.decisions.find(({ name }) => name === mainReducer),
    ...(scored ?? { decisions: [], superTraits: [], traits: [] }),
    ...(full && { fields: captioned(fields, content, say), answers: answersOf(found, say) }),
  };
}

type Say = (texts: Texts) => string;

interface Scored {
  scores: ScoreSheet;
  ranges: ScoreRanges;
  say: Say;
}

function scoresOf(
  content: PositionContent,
  scored: Scored,
): Pick<ReportContent, 'decisions' | 'superTraits' | 'traits'> {
  const { scores, ranges, say } = scored;
  return {
    decisions: content.reducers.map((reducer) => decisionOf(reducer, scored)),
    superTraits: content.superTraits.map(({ name, caption }) => ({
      label: say(caption) || name,
      score: scores.superTraits[name]!,
      ...ranges.superTraits.get(name)!,
    })),
    traits: content.traits.map(({ name, caption, texts }) => {
      const score = scores.traits[name]!;
      const text = bandOf(texts, score)?.text ?? {};
      return { label: say(caption) || name, score, ...ranges.traits.get(name)!, text: say(text) };
    }),
  };
}

function decisionOf(reducer: Reducer, { scores, ranges, say }: Scored): ReportDecision {
  const made = scores.reducers[reducer.name]!;
  return {
    name: reducer.name,
    caption: say(reducer.caption) || reducer.name,
    final: made.final,
    decision: say(captionOf(reducer, made)),
    score: made.score,
    ...(reducer.type === 'stoplight' && { lights: reducer.of.length }),
    range: ranges.reducers.get(reducer.name),
    bands: bandsOf(reducer, made, say),
  };
}

function bandsOf(reducer: Reducer, { score, final }: { score: number; final: number }, say: Say): ReportBand[] {
  if (reducer.type === 'stoplight') {
    const { red, yellow, green } = reducer.lights;
    return [red, yellow, green].map((caption, index) => ({
      final: index + 1,
      caption: say(caption),
      reached: index + 1 === final,
    }));
  }
  const reached = bandOf(reducer.bands, score);
  return reducer.bands.map((band, index) => {
    const from = reducer.bands[index - 1]?.below;
    return { ...band, ...(from !== undefined && { from }), caption: say(band.caption), reached: band === reached };
  });
}

function captioned(fields: ApplicationField[], { customFields }: PositionContent, say: Say) {
  const captions = new Map(customFields.map(({ aname, caption }) => [aname, say(caption)]));
  return fields.map(({ name, value }) => ({ name, value, caption: captions.get(name) ?? '' }));
}

function answersOf({ content, result }: FoundReport, say: Say) {
  if (!result) return [];
  const given = new Map(result.answers.map(({ q, a }) => [q, a]));
  return content.questionnaire.questions.map((question) => ({
    question: say(question.text) || question.q,
    answer: answerText(question, given.get(question.q), say),
    written: question.type === 'text',
  }));
}

function answerText({ type, choices }: Question, a: number | string | undefined, say: Say): string | undefined {
  if (a === undefined || type === 'text') return a?.toString();
  const choice = choices.find((one) => one.a === a);
  return (choice && say(choice.text)) || String(a);
}
