import { type ApplicationField } from '../../../../engine/application/application-fields.js';
import { dayOf } from '../../../../engine/calendar.js';
import { mainReducerOf } from '../../../../engine/config/main-reducer.js';
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
import { reportName } from '../../../../engine/position/position-names.js';
import { type SaidText, saidIn, textIn } from '../../../../engine/position/texts.js';
import { fieldText } from '../../fields/field-text.js';
import { type FoundReport } from './report-of-token.js';

/** One bar: a score on its line from `low` to `high`. */
export interface ChartRow {
  label: string;
  score: number;
  low: number;
  high: number;
  /** The scores at which one band ends and the next begins. */
  cutOffs: number[];
  /** The band that the score is in, and what it means; undefined when the position says nothing about it. */
  band?: { from?: number; below?: number; text: string } | undefined;
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
  cutOffs: number[];
  bands: ReportBand[];
}

/** A question, the answer to it, and for a point of a scale its place on it, counted from 1. */
export interface ReportAnswer {
  question: string;
  answer: string | undefined;
  /** The language that the candidate wrote in, as far as it is known; undefined for a choice. */
  writtenIn: string | undefined;
  place?: { at: number; of: number } | undefined;
}

/** The content of a report in one language, in its order. */
export interface ReportContent {
  reportName: SaidText;
  /** The candidate's name, otherwise the e-mail address; empty if the application has neither. */
  candidate: string;
  account: string;
  /** `YYYY-MM-DD`. */
  completed: string;
  /** When the candidate agreed to the account's privacy notice, `YYYY-MM-DD`. Undefined if it was not asked. */
  consented: string | undefined;
  introduction: string;
  /** False when the application was completed without answers. */
  scored: boolean;
  main: ReportDecision | undefined;
  decisions: ReportDecision[];
  superTraits: ChartRow[];
  traits: ChartRow[];
  /** Only the account's report has fields and answers. */
  fields?: { name: string; caption: SaidText | undefined; value: string }[];
  answers?: ReportAnswer[];
}

/**
 * Makes the content of the report of a completed application, in one of the position's languages. A text that is
 * missing in it is in the first language of the position that has the text.
 */
export function reportContent(found: FoundReport, languageId: string): ReportContent {
  const { application, identity, content, result, rdc, consent, full } = found;
  const say = (texts: Texts): string => textIn(texts, languageId, ...content.languages);
  const { fields } = application;
  const valueOf = (name: string) => fields.find((field) => field.name === name)?.value.trim() ?? '';
  const mainReducer = mainReducerOf(content, rdc);
  const scored = result && scoresOf(content, { scores: result.scores, ranges: scoreRanges(content), say });
  return {
    reportName: reportName(content, languageId),
    candidate: valueOf('app_full_name') || valueOf('email'),
    account: identity.name,
    completed: dayOf(application.completedAt!),
    consented: consent && dayOf(consent.givenAt),
    introduction: say(content.reportIntroduction),
    scored: scored !== undefined,
    main: scored?.decisions.find(({ name }) => name === mainReducer?.name),
    ...(scored ?? { decisions: [], superTraits: [], traits: [] }),
    ...(full && { fields: captioned(fields, content, languageId), answers: answersOf(found, say) }),
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
      cutOffs: [],
    })),
    traits: content.traits.map(({ name, caption, texts }) => {
      const score = scores.traits[name]!;
      const line = { label: say(caption) || name, score, ...ranges.traits.get(name)! };
      return { ...line, cutOffs: cutOffsOf(texts), band: meaningOf(texts, score, say) };
    }),
  };
}

const cutOffsOf = (bands: readonly Band[]): number[] =>
  bands.flatMap(({ below }) => (below === undefined ? [] : [below]));

function meaningOf(texts: PositionContent['traits'][number]['texts'], score: number, say: Say): ChartRow['band'] {
  const reached = bandOf(texts, score);
  const text = reached ? say(reached.text) : '';
  if (!reached || text === '') return undefined;
  const from = texts[texts.indexOf(reached) - 1]?.below;
  return { ...(from !== undefined && { from }), ...(reached.below !== undefined && { below: reached.below }), text };
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
    cutOffs: reducer.type === 'stoplight' ? [] : cutOffsOf(reducer.bands),
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

// Only captions of custom fields may lack a language of the position.
function captioned(fields: ApplicationField[], { customFields, languages }: PositionContent, languageId: string) {
  const custom = new Map(customFields.map((field) => [field.aname, field]));
  return fields.map(({ name, value }) => ({
    name,
    value: fieldText(custom.get(name)?.type, value, [languageId, ...languages]),
    caption: saidIn(custom.get(name)?.caption ?? {}, languageId, ...languages),
  }));
}

function answersOf({ content, result }: FoundReport, say: Say): ReportAnswer[] {
  if (!result) return [];
  const given = new Map(result.answers.map(({ q, a }) => [q, a]));
  const scored = new Set(content.traits.flatMap(({ items }) => items.map(({ q }) => q)));
  return content.questionnaire.questions.map((question) => ({
    question: say(question.text) || question.q,
    answer: answerText(question, given.get(question.q), say),
    writtenIn: question.type === 'text' ? result.languageId : undefined,
    place: scored.has(question.q) ? placeOf(question, given.get(question.q)) : undefined,
  }));
}

// Two choices are a yes and a no, and no scale.
function placeOf({ choices }: Question, a: number | string | undefined): ReportAnswer['place'] {
  const at = choices.findIndex((choice) => choice.a === a) + 1;
  return at === 0 || choices.length < 3 ? undefined : { at, of: choices.length };
}

function answerText({ type, choices }: Question, a: number | string | undefined, say: Say): string | undefined {
  if (a === undefined || type === 'text') return a?.toString();
  const choice = choices.find((one) => one.a === a);
  return (choice && say(choice.text)) || String(a);
}
