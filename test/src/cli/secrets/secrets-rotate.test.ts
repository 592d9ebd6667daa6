import assert from 'node:assert/strict';
import { storeIdempotencyKey } from '../../../support/store-idempotency-key.js';
import { writeStatement, writeTransaction } from '../../../../db/connection/transaction.js';
import { describeOnEachDatabase } from '../../../support/databases.js';
import { boxOf, KEY_A, KEY_B } from '../../../support/secret-keys.js';
import { cliOn } from '../cli-on.js';

describeOnEachDatabase('pop with SECRETS_KEY', (create) => {
  async function world() {
    const { url, db, another } = await create();
    const cli = (key?: string) => cliOn(url, { env: { DATABASE_URL: url, ...(key && { SECRETS_KEY: key }) } });
    await cli(KEY_A)(['account', 'create', 'Acme']);
    await cli(KEY_A)(['config', 'set', '10000001', 'auth=-'], 'ann:hush\n');
    return { cli, db, another };
  }

  it('reads and writes what is encrypted, as without it', async () => {
    const { cli, db } = await world();
    await cli(KEY_A)(['notifications', 'secret', 'add', '10000001', '--generate']);
    const { config } = (await db('accounts').first('config'))!;
    const { signing_secrets: signing } = (await db('notification_accounts').first('signing_secrets'))!;
    for (const stored of [config, signing]) assert.ok(stored.startsWith(`enc:1:${boxOf(KEY_A).sealsWith}:`));
    assert.equal((await cli(KEY_A)(['config', 'get', '10000001', 'auth', '--reveal'])).out, 'ann:hush\n');
    const shown = await cli(KEY_A)(['account', 'show', '10000001', '--json']);
    const { signing_secrets: secrets } = shown.json<{ signing_secrets: unknown[] }>();
    assert.deepEqual([secrets.length, /auth.*\*{8}/.test(shown.out)], [1, true]);
  });

  it('refuses any command without the key, and never shows a key', async () => {
    const { cli } = await world();
    for (const [key, words] of [
      [
        undefined,
        /^error: SECRETS_KEY is not set, and the database holds .* key [0-9a-f]{12}\. Set it to that key\.\n$/,
      ],
      [
        KEY_B,
        /^error: SECRETS_KEY has another key \([0-9a-f]{12}\), but the database holds .* Add that key to it\.\n$/,
      ],
      ['hush', /^error: SECRETS_KEY is not valid: it must be different keys of 32 bytes/],
    ] as const) {
      const { code, out, err } = await cli(key)(['account', 'list']);
      assert.deepEqual([code, out], [1, '']);
      assert.match(err, words);
      assert.ok(!err.includes(KEY_B) && !err.includes('hush'));
    }
  });

  it('stores everything anew with the first key, says how much, and records it', async () => {
    const { cli, db, another } = await world();
    const scope = { accountId: '10000001', userId: '1', key: 'k' };
    const first = { requestHash: 'h', reply: '{}', now: 1 };
    await writeTransaction(another({ secrets: boxOf(KEY_A) }), (trx) => storeIdempotencyKey(trx, scope, first));
    const rotated = await cli(`${KEY_B},${KEY_A}`)(['secrets', 'rotate', '--json']);
    const key = boxOf(KEY_B).sealsWith!;
    assert.deepEqual(rotated.json(), { key, configs: 1, config_versions: 2, signing_secrets: 0, replies: 1 });
    assert.equal((await cli(KEY_B)(['config', 'get', '10000001', 'auth', '--reveal'])).out, 'ann:hush\n');
    const again = await cli(KEY_B)(['secrets', 'rotate']);
    const none = 'configs 0, versions of them 0, lists of signing secrets 0, replies to orders 0';
    assert.equal(again.out, `Stored anew: ${none}. All of them are encrypted with the key ${key}.\n`);
    const [entry] = await db('audit_log').where({ operation: 'secrets rotate' }).orderBy('id').pluck('object');
    assert.match(entry as string, new RegExp(`^configs 1, .*, replies to orders 1: encrypted with the key ${key}$`));
    const cleared = await cli(`clear,${KEY_B}`)(['secrets', 'rotate', '--json']);
    assert.deepEqual(cleared.json(), { key: null, configs: 1, config_versions: 2, signing_secrets: 0, replies: 1 });
    assert.equal((await cli()(['config', 'get', '10000001', 'auth', '--reveal'])).out, 'ann:hush\n');
  });

  it('refuses to rotate without a key, and while one is missing', async () => {
    const { cli, another } = await world();
    const scope = { accountId: '10000001', userId: '1', key: 'k' };
    const first = { requestHash: 'h', reply: '{}', now: 1 };
    await writeTransaction(another({ secrets: boxOf(KEY_B) }), (trx) => storeIdempotencyKey(trx, scope, first));
    const { code, err } = await cli(KEY_A)(['secrets', 'rotate']);
    assert.deepEqual([code, /has another key .* Add that key to it/.test(err)], [1, true]);
    await cli(`clear,${KEY_A},${KEY_B}`)(['secrets', 'rotate']);
    assert.equal((await cli()(['secrets', 'rotate'])).err, 'error: SECRETS_KEY is not set.\n');
  });

  it('says in words, without a stack, which value does not open', async () => {
    const { cli, db } = await world();
    await cli(KEY_A)(['account', 'create', 'Other']);
    const { config } = (await db('accounts').where({ id: '10000001' }).first('config'))!;
    await writeStatement(db, (to) => to('accounts').where({ id: '10000002' }).update({ config }));
    const words =
      'error: accounts.config of 10000002 cannot be decrypted: it was changed, or it comes from another row.\n';
    for (const line of ['config get 10000002', 'account show 10000002', 'config set 10000002 cmp 0']) {
      const { code, err } = await cli(KEY_A)(line.split(' '));
      assert.deepEqual([code, err], [1, words], line);
    }
    assert.match((await cli(KEY_A)(['account', 'list'])).out, /Other/);
  });
});
