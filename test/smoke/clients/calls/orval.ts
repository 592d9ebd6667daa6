import * as api from '../made/orval.js';
import { gateway, run, tell, text, tokenOf } from './gateway.js';

/** The data of a reply whose status says that all is well. */
function good<T extends { status: number; data: unknown }, Status extends T['status']>(
  reply: T,
  status: Status,
): Extract<T, { status: Status }>['data'] {
  if (reply.status !== status) throw new Error(`${reply.status} ${JSON.stringify(reply.data)}`);
  return reply.data;
}

run(async () => {
  const { accountId } = gateway;
  const signed = { headers: { Authorization: gateway.authorization } };
  const me = good(await api.whoami(signed), 200);
  const { items } = good(await api.listPositions(accountId, signed), 200);
  const order = { position_id: items[0]!.position_id, app_full_name: 'Ada Lovelace', email: 'ada@example.com' };
  const once = { headers: { ...signed.headers, 'Idempotency-Key': 'order-4711' } };
  const { application_id, app_link_full } = good(await api.createApplication(accountId, order, once), 201);
  const query = {
    updated_since: text<api.ListApplicationsParams['updated_since']>('2026-03-01'),
    limit: 10,
    status: 'all',
  } as const;
  const list = good(await api.listApplications(accountId, query, signed), 200);
  const found = good(await api.getApplication(accountId, application_id, signed), 200);
  const later = { expires: '2030-12-31' };
  const extended = good(await api.extendApplication(accountId, application_id, later, signed), 200);
  const asked = good(await api.getQuestionnaire(tokenOf(app_link_full), {}, signed), 200);
  const commanded = good(await api.command({ command: 'position_get', partner_api: true }, signed), 200);
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
