import * as api from '../made/openapi-typescript-codegen/index.js';
import { gateway, run, tell, text, tokenOf } from './gateway.js';

Object.assign(api.OpenAPI, { BASE: gateway.url, USERNAME: gateway.user, PASSWORD: gateway.password });

run(async () => {
  const { accountId } = gateway;
  const me = await api.AccountsService.whoami();
  const { items } = await api.PositionsService.listPositions(accountId);
  const { application_id, app_link_full } = await api.ApplicationsService.createApplication(
    accountId,
    { position_id: items[0]!.position_id, app_full_name: 'Ada Lovelace', email: 'ada@example.com' },
    'order-4711',
  );
  const list = await api.ApplicationsService.listApplications(
    accountId,
    'all',
    text<api.InstantInput>('2026-03-01'),
    10,
  );
  const found = await api.ApplicationsService.getApplication(accountId, application_id);
  const later = { expires: '2030-12-31' };
  const extended = await api.ApplicationsService.extendApplication(accountId, application_id, later);
  const asked = await api.QuestionnairesService.getQuestionnaire(tokenOf(app_link_full));
  const commanded = await api.CommandsService.command({ command: 'position_get', partner_api: true });
  tell({
    user: me.user_id,
    positions: items.map(({ aname }) => aname),
    ordered: application_id,
    listed: list.items.map((one) => one.application_id),
    status: found.status,
    expires: extended.expires,
    questions: 'questions' in asked ? asked.questions.length : -1,
    commanded: 'items' in commanded ? commanded.count : -1,
  });
});
