import { type Integer } from '../../connection/select-rows.js';

/** What Get Assessments tells about an application in a list. */
export interface ListedApplication {
  applicationId: string;
  accountId: string;
  /** The token that names the account in links. */
  linkToken: string;
  positionId: string;
  positionName: string;
  /** The fields as JSON in the partner's form, as stored. A list writes this text unchanged. */
  fieldsText: string;
  appToken: string;
  /** The day of creation, UTC. */
  dateSub: string;
  updatedAt: number;
  expiresAt: number;
  completedAt: number | undefined;
  /** The partner's own name for the order. */
  reference: string | undefined;
}

/** A row of `LISTED_COLUMNS`. */
export type ListedTuple = [
  id: Integer,
  accountId: Integer,
  linkToken: string,
  positionId: Integer,
  positionName: string,
  fields: string,
  appToken: string,
  dateSub: string,
  updatedAt: Integer,
  expiresAt: Integer,
  completedAt: Integer | null,
  reference: string | null,
];

/** The number of `LISTED_COLUMNS`. */
export const LISTED_WIDTH = 12;

/** Only what a list shows: each column of a page costs about a microsecond. */
export const LISTED_COLUMNS = `a.id, a.account_id, c.link_token, a.position_id, p.aname, a.fields,
  a.app_token, a.date_sub, a.updated_ms, a.expires_ms, a.completed_ms, a.reference`;

// The joined rows always exist. Outer joins keep the optimizer from starting at a small table and sorting.
export const LISTED_JOINS = `left join accounts c on c.id = a.account_id
  left join positions p on p.id = a.position_id`;

/** Turns a row of `LISTED_COLUMNS` into a listed application. */
export function toListed(tuple: ListedTuple): ListedApplication {
  const completedAt = tuple[10];
  return {
    applicationId: String(tuple[0]),
    accountId: String(tuple[1]),
    linkToken: tuple[2],
    positionId: String(tuple[3]),
    positionName: tuple[4],
    fieldsText: tuple[5],
    appToken: tuple[6],
    dateSub: tuple[7],
    updatedAt: Number(tuple[8]),
    expiresAt: Number(tuple[9]),
    completedAt: completedAt === null ? undefined : Number(completedAt),
    reference: tuple[11] ?? undefined,
  };
}
