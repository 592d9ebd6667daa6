import type { components } from '../../../openapi.js';
import { StateBadge } from '../../parts/state-badge.js';
import { words } from '../../words/words.js';
import { ShownRequest } from '../request/shown-request.js';
import { visibleText } from '../../hostile/visible-text.js';

type Tested = components['schemas']['AdminTestNotification'];

interface TestResultParts {
  tested: Tested;
  /** Adds a status to http_err, where the config is at hand. */
  onAddStatus?: (status: string) => void;
}

/** A test notification: what was sent, what came back and how fast, and what that means for a real one. */
export function TestResult({ tested, onAddStatus }: TestResultParts) {
  const text = words.config.test;
  const { request, report, meaning } = tested;
  const { status, fault, reply } = report;
  const tone = meaning === 'delivered' ? 'good' : meaning === 'retried' ? 'caution' : 'fault';
  return (
    <div className="tested">
      <h3>{text.sent}</h3>
      <ShownRequest request={request} />
      <h3>{text.came}</h3>
      <p className="came">
        <StateBadge tone={tone}>{status === null ? (fault ?? '') : text.status(status)}</StateBadge>
        <Timing report={report} />
      </p>
      {status !== null &&
        (reply === '' ? (
          <p className="quiet">{text.noReply}</p>
        ) : (
          <figure>
            <figcaption className="hint">{text.reply}</figcaption>
            <pre className="wire">{visibleText(reply)}</pre>
          </figure>
        ))}
      <h3>{text.means}</h3>
      <p>{meaningWords(tested)}</p>
      {onAddStatus && meaning === 'final' && status !== null && status >= 400 && (
        <div className="form-foot">
          <button type="button" onClick={() => onAddStatus(String(status))}>
            {text.addStatus(status)}
          </button>
        </div>
      )}
    </div>
  );
}

function Timing({ report }: { report: Tested['report'] }) {
  const { timing } = words.config.test;
  const steps = [
    [timing.dns, report.dns_ms],
    [timing.connect, report.connect_ms],
    [timing.firstByte, report.first_byte_ms],
    [timing.total, report.total_ms],
  ] as const;
  return (
    <span className="timing quiet">
      {steps.map(([name, ms]) => (
        <span key={name}>
          {name} {ms === null ? timing.none : timing.ms(ms)}
        </span>
      ))}
    </span>
  );
}

function meaningWords({ report: { outcome, status }, meaning }: Tested): string {
  const texts = words.config.test.meaning;
  if (outcome === 'blocked') return texts.blocked;
  if (outcome === 'no-response') return texts.noResponse;
  if (meaning === 'final') return texts.final(status ?? 0);
  return texts[meaning];
}
