import assert from 'node:assert/strict';
import { listAudit } from '../../../db/accounts/list-audit.js';
import { CONSOLE_ROLES, type ConsoleRole, roleSuffices } from '../../../engine/console/console-role.js';
import { type AdminOperationId } from '../../../routes/documented.js';
import { ADMIN } from '../../../routes/faces/admin-operations.js';
import { dereference, type Parameter } from '../../../src/document/openapi-document.js';
import { operationsOf } from '../../../src/document/openapi.js';
import { DOCUMENT } from '../../support/document.js';
import { describeGateway } from '../../support/gateway.js';
import { askAs, newOperator } from '../../support/operator.js';
import { type TestPartner } from '../../support/seed.js';

const placed = operationsOf(DOCUMENT).filter(({ path }) => path.startsWith('/v1/admin/'));
const withRole = placed.filter(({ operation }) => operation.operationId !== 'adminSignIn');

describe('the operations of the console in the document', () => {
  it('are those of the table, and nobody but the sign-in is without a role', () => {
    const ids = withRole.map(({ operation }) => operation.operationId);
    assert.deepEqual(ids.sort(), Object.keys(ADMIN).sort());
    const without = placed.filter(({ operation }) => operation['x-console-role'] === undefined);
    assert.deepEqual(without.map(({ operation }) => operation.operationId), ['adminSignIn']); // prettier-ignore
  });

  it('are signed in by the cookie and by nothing else, below /v1/admin', () => {
    for (const { operation, path } of operationsOf(DOCUMENT)) {
      const isOfConsole = path.startsWith('/v1/admin/');
      assert.equal(operation.operationId.startsWith('admin'), isOfConsole, operation.operationId);
      const schemes = (operation.security ?? DOCUMENT.security ?? []).flatMap((one) => Object.keys(one));
      if (isOfConsole) assert.deepEqual(schemes, operation.operationId === 'adminSignIn' ? [] : ['console']);
      else assert.ok(!schemes.includes('console'), operation.operationId);
    }
  });

  it('have an entry for the audit log unless they only read', () => {
    // These look something up, or try something, for a body that is too large for a query.
    const looking = new Set(['viewer']);
    for (const { method, operation } of withRole) {
      const row = ADMIN[operation.operationId as AdminOperationId];
      const isChange = method !== 'get' && !looking.has(operation['x-console-role']!);
      if (isChange) assert.ok('auditedAs' in row, operation.operationId);
      if (method === 'get') assert.ok(!('auditedAs' in row), operation.operationId);
    }
  });
});

describeGateway('the role that an operation of the console needs', (world) => {
  let partner: TestPartner;
  before(async () => {
    partner = await world.seed.partner();
  });

  for (const { operation, item } of withRole) {
    const id = operation.operationId as AdminOperationId;
    const needed = operation['x-console-role']!;

    const ask = async (cookie: string | undefined) => {
      const existing: Record<string, string> = { account_id: partner.accountId, user_id: partner.user.userId };
      const all = [...(item.parameters ?? []), ...(operation.parameters ?? [])].map((parameter) =>
        dereference<Parameter & { example?: unknown }>(DOCUMENT, parameter),
      );
      const required = all.filter((parameter) => parameter.required);
      const valuesIn = (place: string) =>
        required
          .filter((one) => one.in === place)
          .map(({ name, example }) => [name, existing[name] ?? String(example)] as [string, string]);
      const parameters = Object.fromEntries(valuesIn('path'));
      const query = new URLSearchParams(valuesIn('query')).toString();
      const examples = Object.values(operation.requestBody?.content['application/json']?.examples ?? {});
      const body = examples[0]?.value as object | undefined;
      const headers = { 'if-match': '"1"' };
      return askAs(world, cookie, id, parameters, { body, headers, query });
    };

    it(`is a role at all: ${id}`, async () => {
      const { status, headers, body } = await ask(undefined);
      assert.deepEqual([status, body.error_code, headers['www-authenticate']], [401, 1, undefined]);
    });

    for (const role of CONSOLE_ROLES) {
      it(`is ${needed}, asked by ${role}: ${id}`, async () => {
        const operator = await newOperator(world, role);
        const { status, body } = await ask(operator.cookie);
        const isRefused =
          body.type === 'urn:pop:problem:not-enough-permissions' && /^This needs the role /.test(body.detail);
        assert.equal(isRefused, !roleSuffices(role, needed), `${status} ${JSON.stringify(body)}`);
        if (isRefused) await assertAudited(id, operator.name, role);
      });
    }
  }

  async function assertAudited(id: AdminOperationId, userName: string, role: ConsoleRole): Promise<void> {
    if (!('auditedAs' in ADMIN[id])) return;
    const [entry] = await listAudit(world.db, { userName, operation: id, limit: 1 });
    assert.equal(entry?.outcome, 'not-enough-permissions', role);
  }
});
