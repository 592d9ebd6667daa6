import { type Knex } from 'knex';
import { findApplication } from '../../../db/applications/applications.js';
import { type PositionContent } from '../../../engine/position/position.js';
import { startGateway } from '../../support/app.js';
import { SAMPLE_POSITION } from '../../support/sample-position.js';
import { type ApplicationOptions, seedOf } from '../../support/seed.js';

export type Site = Awaited<ReturnType<typeof startSite>>;

/** The entries that a form sends, by the names of its controls. */
export type Entries = Record<string, string>;

export interface Invited {
  applicationId: string;
  appToken: string;
  accToken: string;
  /** The path and the query of the candidate's link. */
  link: string;
}

/** Makes an account that may order a position, and starts the gateway with its pages. */
export async function startSite(db: Knex, content: Partial<PositionContent> = SAMPLE_POSITION) {
  const gateway = await startGateway(db);
  const origin = `http://127.0.0.1:${gateway.port}`;
  const seed = seedOf(db);
  const partner = await seed.partner({ config: 'ver|1|url|https://partner.example.com/done|rdc|overall' });
  const positionId = await seed.position([partner.accountId], content);

  /** Creates a new application without any known data of the candidate. */
  async function invite(more: ApplicationOptions = {}): Promise<Invited> {
    const nobody = { fields: [], candidateEmail: undefined };
    const applicationId = await seed.application({ ...partner, positionId }, { ...nobody, ...more });
    const { appToken, linkToken: accToken } = (await findApplication(db, applicationId))!;
    const link = `/app_link/app_link.html?app_link=${appToken}&acc_link=${accToken}`;
    return { applicationId, appToken, accToken, link };
  }

  async function send(path: string, init: RequestInit = {}) {
    const reply = await fetch(origin + path, { redirect: 'manual', ...init });
    const location = reply.headers.get('location');
    return {
      status: reply.status,
      headers: reply.headers,
      /** The redirect's target, from the root. */
      location: location === null ? undefined : new URL(location, reply.url).href.slice(origin.length),
      text: await reply.text(),
    };
  }

  return {
    ...gateway,
    origin,
    db,
    seed,
    partner,
    positionId,
    invite,
    get: send,
    post: (path: string, entries: Entries | URLSearchParams | string) =>
      send(path, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: typeof entries === 'string' ? entries : new URLSearchParams(entries).toString(),
      }),
    send,
  };
}

/** Returns where the answers of this link are saved while the candidate stays on a page. */
export function saveLinkOf(link: string): string {
  return link.replace('app_link.html', 'save');
}

/** All that the sample position requires, by the names of its forms' controls. */
export const ALL_ENTRIES: Entries = { 'f.shift': 'night', 'q.1': '5', 'q.2': '1', 'q.3': '4', 'q.4': 'Because.' };
