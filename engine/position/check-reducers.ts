import { checkBands } from './check-bands.js';
import { type Report, reportRepeated } from './fault-report.js';
import { type PositionDocument, type ReducerDocument, type ScoreDocument } from './position-document.js';
import { refOf } from './read-position-document.js';

/**
 * Reports what is wrong with the reducers of a position file: repeated names and parts, scores that do not exist, bands
 * that leave a gap, a stoplight of reducers that do not come before it, a main reducer that is not there.
 */
export function checkReducers(document: PositionDocument, report: Report): void {
  const { traits = [], super_traits: superTraits = [], reducers = [] } = document;
  const known = {
    trait: new Set(traits.map(({ name }) => name)),
    super_trait: new Set(superTraits.map(({ name }) => name)),
  };
  reportRepeated(reducers.map(({ name }) => name), report, (index) => ['reducers', index, 'name']); // prettier-ignore
  const before = new Set<string>();
  for (const [index, reducer] of reducers.entries()) {
    const within: Report = (detail, ...path) => report(detail, 'reducers', index, ...path);
    if (reducer.type === 'stoplight') checkStoplight(reducer, before, within);
    else {
      checkScores(reducer.of, known, within);
      checkBands(reducer.bands, (detail, ...path) => within(detail, 'bands', ...path));
    }
    before.add(reducer.name);
  }
  const main = document.main_reducer;
  if (main !== undefined && !before.has(main)) report('must be the name of one of the reducers', 'main_reducer');
}

function checkStoplight(
  { of }: Extract<ReducerDocument, { type: 'stoplight' }>,
  before: ReadonlySet<string>,
  report: Report,
): void {
  reportRepeated(of, report, (index) => ['of', index]);
  for (const [index, name] of of.entries()) {
    if (!before.has(name)) report('must be one of the reducers that stand before this one', 'of', index);
  }
}

function checkScores(
  of: readonly ScoreDocument[],
  known: Record<'trait' | 'super_trait', ReadonlySet<string>>,
  report: Report,
): void {
  const refs = of.map(refOf);
  reportRepeated(refs.map(({ kind, name }) => `${kind} ${name}`), report, (index) => ['of', index, refs[index]!.kind]); // prettier-ignore
  for (const [index, { kind, name }] of refs.entries()) {
    if (known[kind].has(name)) continue;
    report(`must be one of the ${kind === 'trait' ? 'traits' : 'super traits'}`, 'of', index, kind);
  }
}
