/** A row in the form that a driver gives by default. */
export interface PeerRow {
  id: number;
  account_id: number;
  link_token: string;
  position_id: number;
  position_name: string;
  fields: string;
  app_token: string;
  date_sub: string;
  expires_ms: number;
  completed_ms: number | null;
}

/**
 * Makes the answer of a peer that reads the database. It has the same bytes as the gateway's answer to the same
 * request.
 */
export function pageOf(rows: PeerRow[], { limit, publicUrl }: { limit: number; publicUrl: string }): object {
  const next = rows[limit];
  const cursor = next && Buffer.from(`day ${next.date_sub} ${next.id}`).toString('base64url');
  const items = rows.slice(0, limit).map((row) => itemOf(row, publicUrl));
  return { count: items.length, has_more: next !== undefined, ...(next && { next_cursor: cursor }), items };
}

function itemOf(row: PeerRow, publicUrl: string): object {
  const completed = row.completed_ms === null ? '1900-01-01' : dayOf(row.completed_ms);
  const expires = dayOf(row.expires_ms);
  return {
    application_id: String(row.id),
    converted_from: '0',
    account_id: String(row.account_id),
    position_id: String(row.position_id),
    position: row.position_name,
    max_count: row.completed_ms === null ? 0 : 1,
    has_followup: false,
    is_reusable: false,
    app_type: 0,
    date: completed,
    date_sub: row.date_sub,
    date_exp: expires,
    started: row.date_sub,
    expires,
    completed,
    fields: JSON.parse(row.fields) as object,
    app_link_full: `${publicUrl}/app_link/app_link.html?app_link=${row.app_token}&acc_link=${row.link_token}`,
  };
}

const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
