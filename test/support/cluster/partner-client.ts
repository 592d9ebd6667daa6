import { request } from 'undici';
import { SAMPLE_ANSWERS, SAMPLE_FIELDS } from '../sample-position.js';
import { type TestPartner, type TestUser } from '../seed.js';

export interface PartnerReply {
  status: number;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- the tests of the contract check its shape
  body: any;
}

/** Any of these answers leaves somebody waiting, and so the test. */
const ANSWERED_WITHIN_MS = 90_000;

/** Calls the resource face of a gateway that runs at this url, as a partner's program does. */
export async function callAs(
  { name, password }: TestUser,
  url: string,
  { method = 'GET', body, key }: { method?: 'GET' | 'POST'; body?: object; key?: string } = {},
): Promise<PartnerReply> {
  const reply = await request(url, {
    method,
    headers: {
      authorization: `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`,
      ...(body && { 'content-type': 'application/json' }),
      ...(key !== undefined && { 'idempotency-key': key }),
    },
    ...(body && { body: JSON.stringify(body) }),
    headersTimeout: ANSWERED_WITHIN_MS,
  });
  return { status: reply.statusCode, body: await reply.body.json() };
}

/** What a partner does at one gateway. */
export function partnerAt(gateway: string, { user, accountId, positionId }: TestPartner) {
  const assessments = `${gateway}/v1/accounts/${accountId}/assessments`;
  return {
    order: (order: object, key?: string) =>
      callAs(user, assessments, {
        method: 'POST',
        body: { position_id: positionId, app_full_name: 'Ada Lovelace', ...order },
        ...(key !== undefined && { key }),
      }),
    list: (query: string) => callAs(user, `${assessments}?${query}`),
    /** Submits all answers that SAMPLE_POSITION asks for. `link` is the link of an order. */
    submit: (link: string) =>
      callAs(user, `${gateway}/v1/questionnaires/${new URL(link).searchParams.get('app_link')}/answers`, {
        method: 'POST',
        body: { answers: SAMPLE_ANSWERS, fields: SAMPLE_FIELDS },
      }),
  };
}
