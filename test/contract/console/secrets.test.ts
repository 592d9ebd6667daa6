import assert from 'node:assert/strict';
import { recordAttempts } from '../../../db/notifications/notification-attempts.js';
import { writeTransaction } from '../../../db/connection/transaction.js';
import { newCredential } from '../../../routes/accounts/new-credential.js';
import { type AdminOperationId } from '../../../routes/documented.js';
import { operationsOf } from '../../../src/document/openapi.js';
import { DOCUMENT } from '../../support/document.js';
import { describeGateway } from '../../support/gateway.js';
import { newOperator, signInOperator, type TestOperator, tryToSignIn } from '../../support/operator.js';
import { seedNotification } from '../../support/seed-notification.js';
import { TEST_NOW } from '../../support/test-now.js';

const STORED =
  'ver|1|url|https://p.example.com/done|auth|bot:planted-auth|not_headers|X-Key,planted-header|http_err|500';
const IN_CONFIG = ['planted-auth', 'planted-header', 'planted-newer'];

describeGateway('an answer of the console', (world) => {
  it('has a stored secret only if it is the one that shows it', async () => {
    const admin = await newOperator(world, 'admin');
    const partner = await world.seed.partner({ config: STORED, name: 'Planted' });
    const { accountId: account_id } = partner;
    const { notificationId: notification_id, applicationId: application_id } = await seedNotification(
      world.db,
      partner,
      { state: 'rejected' },
    );
    const times = { startedAt: TEST_NOW, dnsMs: 1, connectMs: 2, firstByteMs: 3, totalMs: 4 };
    const attempt = { notificationId: notification_id, ...times, outcome: 'rejected', fault: null } as const;
    await writeTransaction(world.db, (trx) =>
      recordAttempts(trx, [{ ...attempt, number: 1, status: 503, reply: 'no', address: '192.0.2.1' }]),
    );

    const secrets = new Map(IN_CONFIG.map((secret) => [secret, 'config']));
    const plant = (text: string, what: string) => void secrets.set(text, what);
    const told = async (id: AdminOperationId, parameters: Record<string, string>, key: string, body?: object) => {
      const reply = await admin.ask(id, parameters, { body });
      assert.equal(reply.status, 201, reply.text);
      plant(reply.body[key] as string, `${key} of ${id}`);
      return reply.body as Record<string, string>;
    };
    const signing = await told('adminAddSigningSecret', { account_id }, 'secret');
    const made = await told('adminCreatePartnerUser', { account_id }, 'password', { name: 'planted-bot' });
    const user_id = made['user_id']!;
    const added = await told('adminAddCredential', { user_id }, 'password', {
      label: 'l',
      purpose: 'api',
      expires: null,
    });
    plant(admin.password, 'password of an operator');
    plant(partner.user.password, 'password of a partner');
    const chosen = { userId: partner.user.userId, label: 'chosen', password: 'planted-password' };
    await newCredential(world.db, { ...chosen, now: TEST_NOW, cost: 4 });
    plant(chosen.password, 'chosen password');
    plant(admin.cookie.split('=')[1]!, 'token of a session');
    const other = await signInOperator(world, await world.seed.operator('viewer'));
    plant(other.cookie.split('=')[1]!, 'token of another session');
    await tryToSignIn(world, { name: admin.name, password: 'planted-wrong' });
    plant('planted-wrong', 'wrong password');
    for (const [table, column] of [
      ['credentials', 'password_hash'],
      ['console_sessions', 'token_hash'],
    ] as const) {
      for (const value of await world.db(table).pluck(column)) plant(String(value), `${column} of ${table}`);
    }

    const fields = [
      { key: 'url', value: 'https://p.example.com/done' },
      { key: 'auth', value: 'bot:planted-newer' },
      { key: 'not_headers', headers: [{ name: 'X-Key', keep: true }] },
    ];
    const filter = { account: account_id, state: 'rejected' };
    const { session_id } = (await other.ask('adminListSessions')).body.items[0];
    const credential_id = added['credential_id']!;
    const fingerprint = encodeURIComponent(signing['fingerprint']!);
    const started = await admin.ask('adminStartReplay', {}, { body: { filter, expected: 1 } });
    const replay_id = started.body.replay_id as string;
    const own = { old: admin.password, new: 'planted-own-password' };
    plant(own.new, 'new password of an operator');
    const version = { 'if-match': '"1"' };
    const flags = { permissions: [{ permission: 'account-member', flags: ['read'] }] };

    // Changes and refusals of changes. Between them whatever can be read is read.
    const file = { text: 'aname: Planted\nlanguages: [eng]\n', account_ids: [account_id] };
    const changes: [AdminOperationId, object?, Record<string, string>?][] = [
      [
        'adminPutConfig',
        { fields: [...fields, { key: 'cmp', value: 'planted-auth' }, { key: 'cmp', value: '1' }] },
        version,
      ],
      ['adminPutConfig', { fields, note: 'why' }, version],
      ['adminPutConfig', { fields }, version],
      ['adminCheckConfig', { fields }],
      ['adminRestoreConfig', { version: 1 }, { 'if-match': '"2"' }],
      ['adminTestNotification'],
      ['adminConfirmPassword', { password: admin.password }],
      ['adminConfirmPassword', { password: 'planted-wrong' }],
      ['adminCreateUser', { name: 'planted-olga', kind: 'internal' }],
      ['adminChangeUser', { active: true }],
      ['adminSetConsoleRole', { role: null }],
      ['adminChangeCredential', { expires: '2030-01-01' }],
      ['adminSetAccess', flags, version],
      ['adminCreateAccount', { name: 'Another' }],
      ['adminChangeAccount', { name: 'Planted again' }],
      ['adminCheckPosition', file],
      ['adminImportPosition', file],
      ['adminChangePosition', { retired: false }],
      ['adminUnassignPosition'],
      ['adminAssignPosition'],
      ['adminPauseNotifications'],
      ['adminResumeNotifications'],
      ['adminCheckReplay', { filter }],
      ['adminReplayNotification'],
      ['adminExtendApplication', { expires: '2035-01-01' }],
      ['adminResendInvitation'],
      ['adminCancelApplication'],
      ['adminAddCredential', { label: 'another', purpose: 'api', expires: null }],
      ['adminCreatePartnerUser', { name: 'planted-bot' }],
      ['adminAddSigningSecret'],
      ['adminStartReplay', { filter, expected: 7 }],
      ['adminChangeOwnPassword', own],
    ];
    const position_id = partner.positionId;
    const parameters = { account_id, application_id, position_id, notification_id, replay_id, user_id, credential_id, session_id, fingerprint, version: '1' }; // prettier-ignore
    const queries: Partial<Record<AdminOperationId, string>> = {
      adminSearch: 'q=Planted',
      adminListAudit: 'limit=200',
    };
    const reads = operationsOf(DOCUMENT).filter(
      ({ path, method }) => path.startsWith('/v1/admin/') && method === 'get',
    );
    const asked = new Set<string>(['adminSignIn', 'adminStartReplay']);
    const look = async (
      who: TestOperator,
      id: AdminOperationId,
      body?: object,
      headers: Record<string, string> = {},
    ) => {
      asked.add(id);
      const query = queries[id];
      const reply = await who.ask(id, parameters, { body, headers, ...(query !== undefined && { query }) });
      const told = reply.text + JSON.stringify(reply.headers);
      for (const [secret, what] of secrets)
        assert.ok(!told.includes(secret), `${id} ${reply.status}: ${what}: ${told}`);
      return reply;
    };
    const readAll = async (who: TestOperator) => {
      for (const { operation } of reads) {
        const { status, text } = await look(who, operation.operationId as AdminOperationId);
        assert.equal(status, 200, `${operation.operationId} ${text}`);
      }
    };
    const shown = await admin.ask('adminShowConfigSecret', { account_id }, { body: { key: 'auth' } });
    assert.equal(shown.body.value, 'bot:planted-auth');
    asked.add('adminShowConfigSecret');
    await readAll(admin);
    for (const [id, body, headers] of changes) {
      const { status, text } = await look(admin, id, body, headers);
      assert.ok(status < 500, `${id} ${text}`);
    }
    await readAll(admin);
    for (const id of ['adminRemoveSigningSecret', 'adminRevokeCredential', 'adminEndSession'] as const) {
      assert.ok((await look(admin, id)).status < 300, id);
    }
    queries.adminEndSessions = `user=${admin.name}`;
    await look(admin, 'adminEndSessions');
    await look(admin, 'adminSignOut');
    const all = operationsOf(DOCUMENT).map(({ operation }) => operation.operationId);
    assert.deepEqual(all.filter((id) => id.startsWith('admin') && !asked.has(id)), []); // prettier-ignore
    const log = JSON.stringify(world.log);
    for (const [secret, what] of secrets) assert.ok(!log.includes(secret), what);
  });
});
