import * as api from '../made/hey-api/index.js';
import { client } from '../made/hey-api/client.gen.js';
import { expect, gateway, run, tell, text, tokenOf } from './gateway.js';

type Query = NonNullable<api.ListApplicationsData['query']>;

client.setConfig({ baseUrl: gateway.url, auth: () => `${gateway.user}:${gateway.password}` });

run(async () => {
  const account = { account_id: gateway.accountId };
  const { data: me, error: noUser } = await api.whoami();
  const { data: positions, error: noPositions } = await api.listPositions({ path: account });
  const { items } = expect(positions, noPositions);
  const { data: ordered, error: noOrder } = await api.createApplication({
    path: account,
    headers: { 'Idempotency-Key': 'order-4711' },
    body: { position_id: items[0]!.position_id, app_full_name: 'Ada Lovelace', email: 'ada@example.com' },
  });
  const { application_id, app_link_full } = expect(ordered, noOrder);
  const query = { updated_since: text<Query['updated_since']>('2026-03-01'), limit: 10, status: 'all' } as const;
  const { data: list, error: noList } = await api.listApplications({ path: account, query });
  const path = { ...account, application_id };
  const { data: found, error: nothing } = await api.getApplication({ path });
  const { data: extended, error: notExtended } = await api.extendApplication({ path, body: { expires: '2030-12-31' } });
  const { data: questionnaire, error: noQuestions } = await api.getQuestionnaire({
    path: { app_link: tokenOf(app_link_full) },
  });
  const { data: reply, error: noReply } = await api.command({ body: { command: 'position_get', partner_api: true } });
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
