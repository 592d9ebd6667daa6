import { type Report } from './fault-report.js';
import { type Band } from './position.js';

/** Reports bands that do not cover the whole line of scores: `below` must rise, and the last band has no `below`. */
export function checkBands(bands: readonly Band[], report: Report): void {
  let end = -Infinity;
  for (const [index, { below }] of bands.entries()) {
    if (index === bands.length - 1) {
      if (below !== undefined) report('must not be given for the last band', index, 'below');
    } else if (below === undefined) report('is required for every band but the last', index, 'below');
    else if (below <= end) report('must be more than that of the band before', index, 'below');
    end = below ?? end;
  }
}
