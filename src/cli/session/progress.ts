import { Presets, SingleBar } from 'cli-progress';
import { type Session } from './session.js';

export interface ProgressBar {
  update: (done: number) => void;
  stop: () => void;
}

/**
 * Shows progress on standard error. A screen gets a bar, a script gets nothing, and anything else gets a line every
 * tenth of the way.
 */
export function startProgress(session: Session, { what, total }: { what: string; total: number }): ProgressBar {
  if (session.json || total === 0) return { update() {}, stop() {} };
  if (!session.hasScreen) return lines(session, { what, total });
  const format = `${what} {bar} {percentage} % {value}/{total} {duration_formatted}, {eta_formatted} to go`;
  const bar = new SingleBar({ format, etaBuffer: 50 }, Presets.shades_classic);
  bar.start(total, 0);
  return { update: (done) => bar.update(done), stop: () => bar.stop() };
}

function lines(session: Session, { what, total }: { what: string; total: number }): ProgressBar {
  let tenth = 0;
  return {
    update(done) {
      const reached = Math.floor((done * 10) / total);
      if (reached > tenth) session.note(`${what}: ${done} of ${total}`);
      tenth = Math.max(tenth, reached);
    },
    stop() {},
  };
}
