import { Api } from '../made/swagger-typescript-api.js';
import { gateway, run, tell, text, tokenOf } from './gateway.js';

const { api, v1 } = new Api({
  baseUrl: gateway.url,
  baseApiParams: { headers: { Authorization: gateway.authorization } },
});

type Query = NonNullable<Parameters<typeof v1.listApplications>[1]>;

run(async () => {
  const { accountId } = gateway;
  const { data: me } = await v1.whoami();
  const { data: positions } = await v1.listPositions(accountId);
  const { data: ordered } = await v1.createApplication(
    accountId,
    { position_id: positions.items[0]!.position_id, app_full_name: 'Ada Lovelace', email: 'ada@example.com' },
    { headers: { Authorization: gateway.authorization, 'Idempotency-Key': 'order-4711' } },
  );
  const { application_id, app_link_full } = ordered;
  const { data: list } = await v1.listApplications(accountId, {
    updated_since: text<Query['updated_since']>('2026-03-01'),
    limit: 10,
    status: 'all',
  });
  const { data: found } = await v1.getApplication(accountId, application_id);
  const { data: extended } = await v1.extendApplication(accountId, application_id, { expires: '2030-12-31' });
  const { data: asked } = await v1.getQuestionnaire(tokenOf(app_link_full));
  const { data: commanded } = await api.command({ command: 'position_get', partner_api: true });
  tell({
    user: me.user_id,
    positions: positions.items.map(({ aname }) => aname),
    ordered: application_id,
    listed: list.items.map((one) => one.application_id),
    status: found.status,
    expires: extended.expires,
    questions: 'questions' in asked ? asked.questions.length : -1,
    commanded: 'items' in commanded ? commanded.count : -1,
  });
});
