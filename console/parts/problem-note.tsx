import { type Problem } from '../api/problem.js';
import { words } from '../words/words.js';
import { CopyButton } from './copy-button.js';

interface ProblemNoteParts {
  problem: Problem;
  onAgain?: () => void;
}

/** Says what went wrong: title and detail, the request id to copy, and a button that tries again. */
export function ProblemNote({ problem, onAgain }: ProblemNoteParts) {
  const { title, detail } = textsOf(problem);
  return (
    <div className="note note-fault" role="alert">
      <p className="note-title">{title}</p>
      {detail !== '' && <p>{detail}</p>}
      <div className="note-foot">
        {onAgain && (
          <button type="button" onClick={onAgain}>
            {words.everywhere.tryAgain}
          </button>
        )}
        {problem.requestId !== undefined && (
          <span className="quiet">
            {words.everywhere.problem.requestId} <code>{problem.requestId}</code>{' '}
            <CopyButton
              text={problem.requestId}
              label={`${words.everywhere.copy} ${words.everywhere.problem.requestId}`}
            />
          </span>
        )}
      </div>
    </div>
  );
}

function textsOf({ status, title, detail }: Problem): { title: string; detail: string } {
  const { problem } = words.everywhere;
  if (status === 0) return { title: problem.noAnswer, detail: problem.noAnswerDetail };
  if (status === 404) return { title: problem.unknownTitle, detail: problem.unknownDetail };
  if (status === 503) return { title, detail: problem.busy };
  return { title, detail };
}
