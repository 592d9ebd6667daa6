import { useState } from 'react';
import type { components } from '../../openapi.js';
import { answer } from '../api/client.js';
import { useChange } from '../changes/use-change.js';
import { TestResult } from '../config/test/test-result.js';
import { Panel } from '../parts/panel.js';
import { ProblemNote } from '../parts/problem-note.js';
import { words } from '../words/words.js';

/** Sends a test notification by the stored config, and shows what came back. */
export function AccountTest({ id }: { id: string }) {
  const text = words.accounts.one;
  const [tested, setTested] = useState<components['schemas']['AdminTestNotification']>();
  const test = useChange({
    run: (api) =>
      answer(api.POST('/v1/admin/accounts/{account_id}/test-notification', { params: { path: { account_id: id } } })),
    done: setTested,
  });
  return (
    <Panel
      title={text.testTitle}
      actions={
        <button
          type="button"
          disabled={test.busy}
          onClick={() => {
            setTested(undefined);
            test.start();
          }}
        >
          {text.test}
        </button>
      }
    >
      <div aria-live="polite">
        {test.busy && <p className="loading">{text.testing}</p>}
        {!test.busy && test.problem && <ProblemNote problem={test.problem} />}
        {!test.busy && tested && <TestResult tested={tested} />}
      </div>
    </Panel>
  );
}
