import createClient from 'openapi-fetch';
import { type operations, type paths } from '../made/openapi-typescript.js';
import { expect, gateway, run, tell, text, tokenOf } from './gateway.js';

type Query = NonNullable<operations['listApplications']['parameters']['query']>;

const { GET, POST } = createClient<paths>({
  baseUrl: gateway.url,
  headers: { Authorization: gateway.authorization },
});

run(async () => {
  const account = { account_id: gateway.accountId };
  const { data: me, ...noUser } = await GET('/v1/whoami');
  const { data: positions, ...noPositions } = await GET('/v1/accounts/{account_id}/positions', {
    params: { path: account },
  });
  const { items } = expect(positions, noPositions);
  const { data: ordered, ...noOrder } = await POST('/v1/accounts/{account_id}/assessments', {
    params: { path: account, header: { 'Idempotency-Key': 'order-4711' } },
    body: { position_id: items[0]!.position_id, app_full_name: 'Ada Lovelace', email: 'ada@example.com' },
  });
  const { application_id, app_link_full } = expect(ordered, noOrder);
  const { data: list, ...noList } = await GET('/v1/accounts/{account_id}/assessments', {
    params: {
      path: account,
      query: { updated_since: text<Query['updated_since']>('2026-03-01'), limit: 10, status: 'all' },
    },
  });
  const path = { ...account, application_id };
  const { data: found, ...nothing } = await GET('/v1/accounts/{account_id}/assessments/{application_id}', {
    params: { path },
  });
  const { data: extended, ...notExtended } = await POST(
    '/v1/accounts/{account_id}/assessments/{application_id}/extend',
    { params: { path }, body: { expires: '2030-12-31' } },
  );
  const { data: questionnaire, ...noQuestions } = await GET('/v1/questionnaires/{app_link}', {
    params: { path: { app_link: tokenOf(app_link_full) } },
  });
  const { data: reply, ...noReply } = await POST('/api/1.0', { body: { command: 'position_get', partner_api: true } });
  const asked = expect(questionnaire, noQuestions);
  const commanded = expect(reply, noReply);
  tell({
    user: expect(me, noUser).user_id,
    positions: items.map(({ aname }) => aname),
    ordered: application_id,
    listed: expect(list, noList).items.map((one) => one.application_id),
    status: expect(found, nothing).status,
    expires: expect(extended, notExtended).expires,
    questions: 'questions' in asked ? asked.questions.length : -1,
    commanded: 'items' in commanded ? commanded.count : -1,
  });
});
