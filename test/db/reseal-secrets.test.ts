import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Knex } from 'knex';
import { createAccount, findAccount, listAccounts, storeConfig } from '../../db/accounts/accounts.js';
import { changeConfig, findConfigVersion } from '../../db/accounts/config-versions.js';
import { findIdempotencyKey } from '../../db/applications/idempotency-keys.js';
import { storeIdempotencyKey } from '../support/store-idempotency-key.js';
import { SEALED_COLUMNS, type SealedColumnName } from '../../db/connection/sealed-columns.js';
import { writeStatement, writeTransaction } from '../../db/connection/transaction.js';
import { missingSecretsKey } from '../../db/missing-secrets-key.js';
import { notificationAccount, saveSigningSecrets } from '../../db/notifications/notification-accounts.js';
import { encryptClear, resealAll } from '../../db/reseal-secrets.js';
import { keyIdOf } from '../../engine/secrets/sealed-text.js';
import { claimDue } from '../support/claims.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { seedNotification } from '../support/seed-notification.js';
import { seedOf } from '../support/seed.js';
import { boxOf, KEY_A, KEY_B } from '../support/secret-keys.js';

const ALL = Object.keys(SEALED_COLUMNS) as SealedColumnName[];
const BEFORE = 'ver|1|auth|ann:planted-0';
const CONFIG = 'ver|1|auth|ann:planted-1|not_headers|X-Key,planted-2';
const SECRETS = ['whsec_planted-3'];
const REPLY = '{"app_link_full":"planted-4"}';
const NOW = 1_000_000_000_000;

describeOnEachDatabase('secrets in the database', (create, kind) => {
  async function world() {
    const { db: clear, url, another } = await create();
    const withKey = (text: string) => another({ secrets: boxOf(text) });
    return { clear, url, withKey };
  }

  /** Plants an account with all that is secret of it, and returns the scope of its reply. */
  async function plant(db: Knex, accountId?: string, made = 1) {
    const id = (await createAccount(db, { accountId, name: 'Acme', config: BEFORE, linkToken: 'token', now: 7 }))!;
    const scope = { accountId: id, userId: '1', key: 'order|1' };
    await writeTransaction(db, async (trx) => {
      await changeConfig(trx, { accountId: id, config: BEFORE }, { config: CONFIG, userName: 'olga', now: 8 });
      await saveSigningSecrets(trx, id, SECRETS);
      for (let one = 1; one <= made; one++) {
        const key = one === 1 ? scope.key : `order-${one}`;
        await storeIdempotencyKey(trx, { ...scope, key }, { requestHash: 'hash', reply: REPLY, now: 10 + (one % 3) });
      }
    });
    return scope;
  }

  async function readBack(db: Knex, scope: Awaited<ReturnType<typeof plant>>) {
    assert.equal((await findAccount(db, scope.accountId))!.config, CONFIG);
    assert.equal((await findConfigVersion(db, scope.accountId, 1))!.config, BEFORE);
    assert.deepEqual((await notificationAccount(db, scope.accountId)).signingSecrets, SECRETS);
    assert.equal((await findIdempotencyKey(db, scope))!.reply, REPLY);
  }

  async function stored(db: Knex): Promise<string[]> {
    const lists = ALL.map((name) => db(SEALED_COLUMNS[name].table).pluck<string[]>(SEALED_COLUMNS[name].column));
    return (await Promise.all(lists)).flat();
  }

  const keyIdsOf = async (db: Knex) => [...new Set((await stored(db)).map((value) => keyIdOf(value)))];

  it('are written by a process with a key so that nothing of them is in clear, and read back', async () => {
    const { clear, url, withKey } = await world();
    const db = withKey(KEY_A);
    for (const accountId of [undefined, '20000001']) await readBack(db, await plant(db, accountId));
    assert.deepEqual(await keyIdsOf(clear), [boxOf(KEY_A).sealsWith]);
    assert.doesNotMatch(JSON.stringify(await everything(clear)), /planted/);
    if (kind.name === 'SQLite') {
      const folder = dirname(url.replace('sqlite:', ''));
      for (const file of await readdir(folder))
        assert.ok(!(await readFile(join(folder, file))).includes('planted'), file);
    }
  });

  it('stay as they are in a process without a key', async () => {
    const { clear } = await world();
    const scope = await plant(clear);
    await readBack(clear, scope);
    assert.deepEqual(await stored(clear), [CONFIG, BEFORE, CONFIG, JSON.stringify(SECRETS), REPLY]);
    assert.equal(await missingSecretsKey(clear, ALL), undefined);
  });

  it('in clear are read by a process with a key, and taken over in batches or at the next write', async () => {
    const { clear, withKey } = await world();
    const scope = await plant(clear, undefined, 250);
    await plant(clear, '20000001', 0);
    const db = withKey(KEY_A);
    await readBack(db, scope);
    await writeTransaction(db, (trx) => storeConfig(trx, '20000001', CONFIG));
    const found: Record<string, number[]> = {};
    for (const name of ALL) {
      const next = encryptClear(db, name);
      found[name] = [];
      do found[name].push(await next(NOW));
      while (found[name].at(-1)! > 0);
      assert.equal(await next(NOW), 0);
    }
    assert.deepEqual(found, {
      config: [1, 0],
      configVersion: [4, 0],
      signingSecrets: [2, 0],
      reply: [100, 100, 50, 0],
    });
    assert.deepEqual(await keyIdsOf(clear), [boxOf(KEY_A).sealsWith]);
    await readBack(db, scope);
  });

  it('in clear that come later, from a process without a key, are taken over too', async () => {
    const { clear, withKey } = await world();
    const next = encryptClear(withKey(KEY_A), 'reply');
    assert.equal(await next(10), 0);
    await plant(clear);
    assert.deepEqual([await next(10), await next(10)], [1, 0]);
  });

  it('are left alone by the chore of a process with another key, or with clear, in the first place', async () => {
    const { withKey } = await world();
    await plant(withKey(KEY_A));
    for (const text of [`${KEY_B},${KEY_A}`, `clear,${KEY_A}`]) {
      for (const name of ALL) assert.equal(await encryptClear(withKey(text), name)(NOW), 0);
    }
  });

  it('are all encrypted with the first key after a rotation, and in clear after one to clear', async () => {
    const { clear, withKey } = await world();
    const scope = await plant(withKey(KEY_A), undefined, 120);
    await plant(clear, '20000001');
    const rotating = withKey(`${KEY_B},${KEY_A}`);
    assert.deepEqual(await resealAll(rotating, NOW), { config: 2, configVersion: 4, signingSecrets: 2, reply: 121 });
    assert.deepEqual(await resealAll(rotating, NOW), { config: 0, configVersion: 0, signingSecrets: 0, reply: 0 });
    assert.deepEqual(await keyIdsOf(clear), [boxOf(KEY_B).sealsWith]);
    await readBack(withKey(KEY_B), scope);
    assert.deepEqual(await resealAll(withKey(`clear,${KEY_B}`), NOW), {
      config: 2,
      configVersion: 4,
      signingSecrets: 2,
      reply: 121,
    });
    await readBack(clear, scope);
  });

  it('do not open in the row of another account', async () => {
    const { clear, withKey } = await world();
    const db = withKey(KEY_A);
    const scope = await plant(db);
    await plant(db, '20000001');
    const backup = await clear('accounts').where({ id: scope.accountId }).first('config');
    await writeStatement(clear, (to) => to('accounts').where({ id: '20000001' }).update(backup!));
    const secrets = await clear('notification_accounts')
      .where({ account_id: scope.accountId })
      .first('signing_secrets');
    await writeStatement(clear, (to) => to('notification_accounts').where({ account_id: '20000001' }).update(secrets!));
    const moved = /accounts\.\w+ of 20000001 cannot be decrypted: it was changed, or it comes from another row\./;
    await assert.rejects(async () => (await findAccount(db, '20000001'))!.config, moved);
    await assert.rejects(async () => (await notificationAccount(db, '20000001')).signingSecrets, moved);
    await writeStatement(clear, (to) => to('idempotency_keys').where({ account_id: '20000001' }).delete());
    await writeStatement(clear, (to) => to('idempotency_keys').update({ account_id: '20000001' }));
    await assert.rejects(findIdempotencyKey(db, { ...scope, accountId: '20000001' }), /cannot be decrypted/);
    // The others are not hidden by it, and are rotated.
    assert.deepEqual((await listAccounts(db)).map(({ name }) => name), ['Acme', 'Acme']); // prettier-ignore
    await assert.rejects(resealAll(withKey(`${KEY_B},${KEY_A}`), NOW), /accounts\.config of 20000001 cannot/);
    assert.equal((await findAccount(withKey(KEY_B), scope.accountId))!.config, CONFIG);
  });

  it('that do not open hold up the notifications of their account alone', async () => {
    const { clear, withKey } = await world();
    const db = withKey(KEY_A);
    const seed = seedOf(db);
    const [good, bad] = [await seed.partner({ config: CONFIG }), await seed.partner({ config: CONFIG })];
    for (const owner of [good, bad]) await seedNotification(db, owner);
    const other = await clear('accounts').where({ id: good.accountId }).first('config');
    await writeStatement(clear, (to) => to('accounts').where({ id: bad.accountId }).update(other!));
    const claimed = await claimDue(db);
    const of = (accountId: string) => claimed.find((one) => one.accountId === accountId)!;
    assert.deepEqual([of(good.accountId).config, of(good.accountId).fault], [CONFIG, undefined]);
    const { config, signingSecrets, fault } = of(bad.accountId);
    assert.deepEqual([config, signingSecrets, fault], ['', [], "the account's config cannot be decrypted"]);
  });

  it('tell which key a process lacks, and nothing while it has them all', async () => {
    const { clear, withKey } = await world();
    await plant(withKey(KEY_A));
    const id = boxOf(KEY_A).sealsWith;
    const without = `SECRETS_KEY is not set, and the database holds secrets that are encrypted with the key ${id}.`;
    const wrong = `SECRETS_KEY has another key (${boxOf(KEY_B).sealsWith}), but the database holds secrets`;
    for (const name of ALL) {
      assert.equal(await missingSecretsKey(clear, [name]), `${without} Set it to that key.`);
      assert.ok((await missingSecretsKey(withKey(KEY_B), [name]))!.startsWith(wrong));
      assert.equal(await missingSecretsKey(withKey(`${KEY_B},${KEY_A}`), [name]), undefined);
    }
    await assert.rejects(async () => (await findAccount(clear, '10000001'))!.config, /which SECRETS_KEY lacks/);
    await writeStatement(clear, (to) => to('accounts').update({ config: 'enc:2:abc' }));
    assert.match((await missingSecretsKey(withKey(KEY_A), ['config']))!, /a newer version of this program/);
  });
});

async function everything(db: Knex): Promise<unknown[]> {
  return Promise.all(
    ['accounts', 'account_config_versions', 'notification_accounts', 'idempotency_keys', 'audit_log'].map((table) =>
      db(table),
    ),
  );
}
