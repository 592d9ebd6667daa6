import { useState } from 'react';
import type { components } from '../../../openapi.js';
import { answer } from '../../api/client.js';
import { Modal } from '../../changes/modal.js';
import { useChange } from '../../changes/use-change.js';
import { Panel } from '../../parts/panel.js';
import { ProblemNote } from '../../parts/problem-note.js';
import { words } from '../../words/words.js';
import { TestResult } from './test-result.js';

type Tested = components['schemas']['AdminTestNotification'];

interface TestPanelParts {
  accountId: string;
  /** Whether the table has changes that a test would not go by. */
  isDirty: boolean;
  onSave(then: () => void): void;
  onAddStatus(status: string): void;
}

/** Sends a test notification and shows what came back. It asks to save first, because a test goes by what is stored. */
export function TestPanel({ accountId, isDirty, onSave, onAddStatus }: TestPanelParts) {
  const text = words.config.test;
  const [tested, setTested] = useState<Tested>();
  const [asked, setAsked] = useState(false);
  const change = useChange<void, Tested>({
    run: (api) =>
      answer(
        api.POST('/v1/admin/accounts/{account_id}/test-notification', { params: { path: { account_id: accountId } } }),
      ),
    done: setTested,
  });
  const test = () => {
    setAsked(false);
    setTested(undefined);
    change.start();
  };
  return (
    <Panel
      title={text.title}
      actions={
        <button type="button" disabled={change.busy} onClick={() => (isDirty ? setAsked(true) : test())}>
          {tested ? text.again : text.go}
        </button>
      }
    >
      <div aria-live="polite">
        {change.busy && <p className="loading">{text.sending}</p>}
        {!change.busy && change.problem && <ProblemNote problem={change.problem} />}
        {!change.busy && tested && <TestResult tested={tested} onAddStatus={onAddStatus} />}
      </div>
      {asked && (
        <Modal title={text.saveFirst} onClose={() => setAsked(false)}>
          <p>{text.saveFirstDetail}</p>
          <div className="dialog-foot">
            <button type="button" onClick={() => setAsked(false)}>
              {words.everywhere.cancel}
            </button>
            <button type="button" onClick={test}>
              {text.testStored}
            </button>
            <button
              type="button"
              className="button-main"
              onClick={() => {
                setAsked(false);
                onSave(test);
              }}
            >
              {text.saveAndTest}
            </button>
          </div>
        </Modal>
      )}
    </Panel>
  );
}
