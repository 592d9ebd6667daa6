import { Link } from 'wouter';
import { FLAGS, type PermissionName, PERMISSIONS } from '../../engine/permissions.js';
import { useMay } from '../api/use-session.js';
import { useSaveKey } from '../changes/use-save-key.js';
import { type Column, DataTable } from '../parts/data-table.js';
import { Panel } from '../parts/panel.js';
import { StateBadge } from '../parts/state-badge.js';
import { words } from '../words/words.js';
import { type AccessRow, rowsToShow, withFlag } from './access-draft.js';
import { AddHolder } from './add-holder.js';
import { RefusedSave } from './refused-save.js';
import { SaveAccess } from './save-access.js';
import { type AccessForm } from './use-access-form.js';

interface HoldersPanelParts {
  accountId: string;
  stored: readonly AccessRow[];
  form: AccessForm;
}

const text = words.access.users;

/** Users and what each may do on the account, to be changed by an admin. */
export function HoldersPanel({ accountId, stored, form }: HoldersPanelParts) {
  const mayChange = useMay('admin');
  const rows = rowsToShow(stored, form.draft);
  useSaveKey(() => form.save());
  const columns: Column<AccessRow>[] = [
    {
      key: 'user',
      head: text.columns.user,
      cell: ({ userId, user, active }) => (
        <>
          <Link href={`/users/${userId}`}>{user}</Link>{' '}
          {!active && <StateBadge tone="quiet">{text.disabled}</StateBadge>}
        </>
      ),
    },
    { key: 'kind', head: text.columns.kind, cell: ({ kind }) => words.users.kinds[kind] },
    ...(Object.keys(PERMISSIONS) as PermissionName[]).map((permission): Column<AccessRow> => ({
      key: permission,
      head: permission,
      cell: (row) => (mayChange ? <Flags permission={permission} row={row} form={form} /> : flagWords(row, permission)),
    })),
  ];
  return (
    <Panel title={text.title} detail={text.detail}>
      <RefusedSave stored={stored} form={form} />
      {rows.length === 0 ? (
        <div className="empty">{text.empty}</div>
      ) : (
        <DataTable caption={text.title} columns={columns} rows={rows} keyOf={({ userId }) => userId} />
      )}
      {mayChange && <AddHolder accountId={accountId} isThere={rows} onAdd={form.edit} />}
      <SaveAccess form={form} />
    </Panel>
  );
}

function flagWords({ permissions }: AccessRow, permission: PermissionName): string {
  return permissions.find((one) => one.permission === permission)?.flags.join(', ') || text.noneSet;
}

function Flags({ permission, row, form }: { permission: PermissionName; row: AccessRow; form: AccessForm }) {
  const has = row.permissions.find((one) => one.permission === permission)?.flags ?? [];
  return (
    <fieldset className="flags" disabled={form.saving}>
      <legend className="visually-hidden">{text.group(permission, row.user)}</legend>
      {FLAGS.map((flag) => (
        <label key={flag} className="check">
          <input
            type="checkbox"
            checked={has.includes(flag)}
            onChange={({ target }) => form.edit(withFlag(row, permission, flag, target.checked))}
          />
          {flag}
        </label>
      ))}
    </fieldset>
  );
}
