import { useState } from 'react';
import type { components } from '../../openapi.js';
import { type Api, answer } from '../api/client.js';
import { faultAt } from '../api/problem.js';
import { ConfirmDialog } from '../changes/confirm-dialog.js';
import { useChange } from '../changes/use-change.js';
import { Field } from '../parts/field.js';
import { visibleText } from '../hostile/visible-text.js';
import { words } from '../words/words.js';

type Application = components['schemas']['Application'];
type Asked = 'cancel' | 'extend' | 'resend';

interface DialogParts {
  application: Application;
  onClose(): void;
}

const REFRESH = [['applications']];
const pathOf = ({ application_id: id }: Application) => ({ params: { path: { application_id: id } } });

/** What an operator can do with an application in its status. Each asks first. */
export function ApplicationActions({ application }: { application: Application }) {
  const text = words.applications.one;
  const [asked, setAsked] = useState<Asked>();
  const { status, app_email: email, app_phone: phone } = application;
  const parts = { application, onClose: () => setAsked(undefined) };
  const hasAddress = email !== undefined || phone !== undefined;
  return (
    <>
      {status === 'incomplete' && hasAddress && (
        <button type="button" onClick={() => setAsked('resend')}>
          {text.resend}
        </button>
      )}
      {(status === 'incomplete' || status === 'expired') && (
        <>
          <button type="button" onClick={() => setAsked('extend')}>
            {text.extend}
          </button>
          <button type="button" onClick={() => setAsked('cancel')}>
            {text.cancel}
          </button>
        </>
      )}
      {asked === 'cancel' && <CancelDialog {...parts} />}
      {asked === 'extend' && <ExtendDialog {...parts} />}
      {asked === 'resend' && <ResendDialog {...parts} />}
    </>
  );
}

function CancelDialog({ application, onClose }: DialogParts) {
  const text = words.applications.one;
  const change = useChange({
    run: (api: Api) => answer(api.POST('/v1/admin/applications/{application_id}/cancel', pathOf(application))),
    refresh: REFRESH,
    said: text.cancelled,
    done: onClose,
  });
  return (
    <ConfirmDialog
      title={text.askCancel(application.application_id)}
      go={text.doCancel}
      grave
      busy={change.busy}
      problem={change.problem}
      onGo={() => change.start()}
      onClose={onClose}
    >
      <p>{text.cancelDetail}</p>
    </ConfirmDialog>
  );
}

function ExtendDialog({ application, onClose }: DialogParts) {
  const text = words.applications.one;
  const [day, setDay] = useState(application.date_exp);
  const change = useChange<string>({
    run: (api, expires) =>
      answer(api.POST('/v1/admin/applications/{application_id}/extend', { ...pathOf(application), body: { expires } })),
    refresh: REFRESH,
    said: text.extended,
    done: onClose,
  });
  const fault = faultAt(change.problem?.faults ?? [], '/expires');
  return (
    <ConfirmDialog
      title={text.askExtend(application.application_id)}
      go={text.doExtend}
      busy={change.busy || day === ''}
      problem={fault === undefined ? change.problem : null}
      onGo={() => change.start(day)}
      onClose={onClose}
    >
      <p>{text.extendDetail}</p>
      <Field label={text.lastDay} fault={day === '' ? text.dayMissing : fault}>
        {(control) => (
          <input {...control} type="date" value={day} required onChange={({ target }) => setDay(target.value)} />
        )}
      </Field>
    </ConfirmDialog>
  );
}

function ResendDialog({ application, onClose }: DialogParts) {
  const text = words.applications.one;
  const addresses = [application.app_email, application.app_phone].filter((address) => address !== undefined);
  const change = useChange({
    run: (api: Api) => answer(api.POST('/v1/admin/applications/{application_id}/resend', pathOf(application))),
    refresh: REFRESH,
    said: text.resent,
    done: onClose,
  });
  return (
    <ConfirmDialog
      title={text.askResend}
      go={text.doResend}
      busy={change.busy}
      problem={change.problem}
      onGo={() => change.start()}
      onClose={onClose}
    >
      <p>{text.resendDetail(addresses.map(visibleText))}</p>
    </ConfirmDialog>
  );
}
