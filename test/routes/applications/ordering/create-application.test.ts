import assert from 'node:assert/strict';
import { PUBLIC_URL, type Reply } from '../../../support/app.js';
import { writeStatement } from '../../../../db/connection/transaction.js';
import { describeGateway } from '../../../support/gateway.js';
import { pathOf } from '../../../support/operation-path.js';
import { FULL, type TestPartner } from '../../../support/seed.js';

describeGateway('createApplication', (world) => {
  let partner: TestPartner;

  before(async () => {
    partner = await world.seed.partner();
  });

  const create = (more: object = {}, by = partner): Promise<Reply> => {
    const head = { command: 'application_create', partner_api: true, position_id: by.positionId };
    return world.command(by.user, { ...head, ...more });
  };
  // For texts that JSON.stringify cannot produce.
  const createText = (rest: string, by = partner): Promise<Reply> =>
    world.command(by.user, `{"command":"application_create","partner_api":true,${rest}}`);
  const createResource = (body: object, by = partner) =>
    world.call(by.user, 'createApplication', { account_id: by.accountId }, { body });
  const show = async (application_id: string, by = partner) =>
    (await world.command(by.user, { command: 'application_get', partner_api: true, application_id })).body;
  const stored = (id: string) =>
    world.db('applications').where({ id }).first<Record<string, string | number | null> | undefined>();

  it('answers the id and the link of a new, incomplete application', async () => {
    const { body } = await create({ app_full_name: 'Ada Lovelace', email: 'ada@example.com' });
    assert.deepEqual(Object.keys(body), [
      'error_code',
      'error_text',
      'command_from',
      'application_id',
      'app_link_full',
    ]);
    const row = (await world.db('applications').where({ id: body.application_id }).first())!;
    const account = (await world.db('accounts').where({ id: partner.accountId }).first())!;
    const link = `${PUBLIC_URL}/app_link/app_link.html?app_link=${row.app_token}&acc_link=${account.link_token}`;
    assert.equal(body.app_link_full, link);
    assert.match(row.app_token, /^[A-Za-z0-9_-]{22}$/);
    assert.equal(new Set([row.app_token, row.rep_token, row.rep_acc_token]).size, 3);
    const shown = await show(body.application_id);
    assert.deepEqual(
      [shown.status, shown.user_id, shown.language_id, shown.started, shown.expires, shown.completed],
      ['incomplete', partner.user.name, 'eng', '2026-03-10', '2036-03-07', '1900-01-01'],
    );
  });

  it('answers 201 and the address of what it made on the resource face', async () => {
    const reply = await createResource({ position_id: partner.positionId });
    assert.equal(reply.status, 201);
    const made = { account_id: partner.accountId, application_id: reply.body.application_id as string };
    assert.equal(reply.headers.location, pathOf('getApplication', made));
    const shown = await world.resource(partner.user, 'GET', String(reply.headers.location));
    assert.equal(shown.body.application_id, reply.body.application_id);
  });

  it('takes a hundred fields of the longest names and values there may be, on both faces', async () => {
    const fields = Array.from({ length: 100 }, (_, index) => ({
      n: `${index + 100}${'🦉'.repeat(187)}`,
      v: '愛'.repeat(1365),
    }));
    assert.equal((await create({ fields })).body.error_code, 0);
    assert.equal((await createResource({ position_id: partner.positionId, fields })).status, 201);
  });

  it('stores what else was asked for', async () => {
    const app_url = 'https://partner.example.com/[___APP_ID___]?x=1';
    const { body } = await create({
      app_email: 'ada@example.com',
      app_phone: '15550100',
      app_url,
      is_test: true,
      language_id: 'fra',
    });
    const row = await stored(body.application_id);
    assert.deepEqual(
      [row!.app_email, row!.app_phone, row!.app_url, row!.is_test, row!.language_id],
      ['ada@example.com', '15550100', app_url, 1, 'fra'],
    );
  });

  it('takes the first language of the position when none is named', async () => {
    const positionId = await world.seed.position([partner.accountId], { languages: ['sp2', 'eng'] });
    const { body } = await create({ position_id: positionId });
    assert.equal((await show(body.application_id)).language_id, 'sp2');
  });

  it('takes parameters that are null for absent', async () => {
    const nothing = { language_id: null, app_email: null, app_phone: null, app_url: null, is_test: null };
    const rest = { fail_on_dup: null, fields: null, idempotency_key: null, account_id: null, app_full_name: null };
    const { body } = await create({ ...nothing, ...rest });
    assert.equal(body.error_code, 0);
    assert.deepEqual((await show(body.application_id)).fields, []);
  });

  describe('with an app_url', () => {
    let owner: TestPartner;
    const config = 'url|https://p.example/done|app_url_origins|https://q.example:8443|auth|ann:hush';

    before(async () => {
      owner = await world.seed.partner({ config });
    });

    const onBothFaces = async (app_url: string) => {
      const resource = await createResource({ position_id: owner.positionId, app_url }, owner);
      assert.equal(resource.status, 201);
      const command = await create({ app_url }, owner);
      assert.equal(command.body.error_code, 0);
      assert.deepEqual(command.body.warnings, resource.body.warnings);
      return resource.body;
    };

    for (const app_url of ['https://P.example:443/x/[___APP_ID___]', 'https://q.example:8443/[___API_ID___]']) {
      it(`answers as ever where the account's secrets may go there: ${app_url}`, async () => {
        assert.deepEqual(Object.keys(await onBothFaces(app_url)), ['application_id', 'app_link_full', 'invitations']);
      });
    }

    const foreign = [
      { app_url: 'https://q.example/[___APP_ID___]', says: /origin https:\/\/q\.example is neither/ },
      { app_url: 'http://p.example/[___APP_ID___]', says: /origin http:\/\/p\.example is neither/ },
      { app_url: 'https://[___APP_ID___].p.example/', says: /its origin has a placeholder/ },
    ];
    for (const { app_url, says } of foreign) {
      it(`warns where the notification will go without them: ${app_url}`, async () => {
        const { warnings } = await onBothFaces(app_url);
        assert.deepEqual(warnings.map(({ key }: { key: string }) => key), ['app_url']); // prettier-ignore
        assert.match(warnings[0].detail, says);
        assert.match(warnings[0].detail, /without Authorization, not_headers and webhook-signature/);
        assert.doesNotMatch(warnings[0].detail, /hush|done/);
      });
    }

    it('keeps the warnings with the idempotency key, whatever the config says by now', async () => {
      const own = await world.seed.partner({ config });
      const order = { app_url: 'https://q.example/[___APP_ID___]', idempotency_key: 'order-1' };
      const first = await create(order, own);
      assert.equal(first.body.warnings.length, 1);
      const changed = { config: `url|${order.app_url}` };
      await writeStatement(world.db, (db) => db('accounts').where({ id: own.accountId }).update(changed));
      assert.equal((await create(order, own)).text, first.text);
      const { idempotency_key: key, ...rest } = order;
      const again = await world.call(
        own.user,
        'createApplication',
        { account_id: own.accountId },
        { body: { position_id: own.positionId, ...rest }, headers: { 'idempotency-key': key } },
      );
      assert.deepEqual([again.status, again.body.warnings], [201, first.body.warnings]);
      assert.equal((await create({ ...order, idempotency_key: 'order-2' }, own)).body.warnings, undefined);
    });
  });

  const urls = [
    'https://p.example/[___APP_ID___]',
    'http://p.example/?id=[___API_ID___]',
    'HTTPS://p.example/[___APP_ID___]',
    'https://p.example/%5B___APP_ID___%5D',
    'https://p.example/?id=%5b___API_ID___%5d',
  ];
  for (const app_url of urls) {
    it(`accepts app_url ${app_url}`, async () => {
      assert.equal((await create({ app_url })).body.error_code, 0);
    });
  }

  const refusals: { name: string; send: object; code: number; text: RegExp }[] = [
    { name: 'no position', send: { position_id: undefined }, code: 10, text: /position_id/ },
    { name: 'a null position', send: { position_id: null }, code: 10, text: /position_id/ },
    { name: 'an unknown position', send: { position_id: '987654321' }, code: 12, text: /position/ },
    {
      name: 'a position past what can be stored',
      send: { position_id: '18446744073709551615' },
      code: 12,
      text: /position/,
    },
    { name: 'an unknown account', send: { account_id: '1' }, code: 12, text: /account/ },
    { name: 'a language the position lacks', send: { language_id: 'deu' }, code: 11, text: /language_id.*eng, fra/ },
    { name: 'a language of four letters', send: { language_id: 'engl' }, code: 11, text: /language_id/ },
    {
      name: 'a language in capitals',
      send: { language_id: 'ENG' },
      code: 11,
      text: /language_id.*: write eng for ENG/,
    },
    {
      name: 'a language of two letters',
      send: { language_id: 'fr' },
      code: 11,
      text: /language_id.*: write fra for fr/,
    },
    { name: 'a telephone number with a plus', send: { app_phone: '+15550100' }, code: 11, text: /app_phone/ },
    { name: 'a telephone number of six digits', send: { app_phone: '155501' }, code: 11, text: /app_phone must be 7 to 20 digits/ }, // prettier-ignore
    { name: 'a telephone number of 21 digits', send: { app_phone: '1'.repeat(21) }, code: 11, text: /app_phone must be 7 to 20 digits/ }, // prettier-ignore
    { name: 'an empty telephone number', send: { app_phone: '' }, code: 11, text: /app_phone/ },
    { name: 'a telephone number that is a number', send: { app_phone: 15550100 }, code: 11, text: /app_phone/ },
    { name: 'a url without the placeholder', send: { app_url: 'https://p.example/done' }, code: 11, text: /app_url/ },
    { name: 'small letters', send: { app_url: 'https://p.example/[___app_id___]' }, code: 11, text: /_APP_ID_/ },
    { name: 'an {id}', send: { app_url: 'https://p.example/{id}/[___APP_ID___]' }, code: 11, text: /app_url.*{id}/ },
    {
      name: 'a url with user information',
      send: { app_url: 'https://u:p@p.example/[___APP_ID___]' },
      code: 11,
      text: /app_url.*user information/,
    },
    { name: 'a url of another scheme', send: { app_url: 'ftp://p.example/[___APP_ID___]' }, code: 11, text: /app_url/ },
    { name: 'an e-mail address without an at', send: { app_email: 'nobody' }, code: 11, text: /app_email/ },
    { name: 'is_test as a text', send: { is_test: 'true' }, code: 11, text: /is_test/ },
    { name: 'fail_on_dup as a number', send: { fail_on_dup: 1 }, code: 11, text: /fail_on_dup/ },
    { name: 'a key with a space', send: { idempotency_key: 'a b' }, code: 11, text: /idempotency_key/ },
    { name: 'an empty key', send: { idempotency_key: '' }, code: 11, text: /idempotency_key/ },
    { name: 'a key of 256 characters', send: { idempotency_key: 'k'.repeat(256) }, code: 11, text: /idempotency_key/ },
    { name: 'an id with a leading zero', send: { position_id: '01' }, code: 11, text: /position_id/ },
    { name: 'an id with a sign', send: { position_id: '+1' }, code: 11, text: /position_id/ },
    { name: 'a negative id', send: { position_id: -1 }, code: 11, text: /position_id/ },
    { name: 'an id with a fraction', send: { position_id: 1.5 }, code: 11, text: /position_id/ },
    { name: 'an empty id', send: { position_id: '' }, code: 11, text: /position_id/ },
    { name: 'an id past 2^64-1', send: { position_id: '18446744073709551616' }, code: 11, text: /position_id/ },
    { name: 'an id that is a list', send: { account_id: ['1'] }, code: 11, text: /account_id/ },
  ];
  for (const { name, send, code, text } of refusals) {
    it(`refuses ${name}`, async () => {
      const { body } = await create(send);
      assert.equal(body.error_code, code, body.error_text);
      assert.match(body.error_text, text);
    });
  }

  for (const source of ['1.0', '1e0', '-0', '18446744073709551616', '1.0000000000000000001']) {
    it(`refuses the id written ${source}`, async () => {
      const { body } = await createText(`"position_id":${source}`);
      assert.equal(body.error_code, 11, body.error_text);
    });
  }

  it('takes ids past 2^53 without losing a digit, as a number and as a text', async () => {
    const accountId = '9007199254740993';
    const big = await world.seed.partner({ accountId });
    // A JavaScript number would become this id. The caller may use this account too.
    const rounded = await world.seed.account({ accountId: '9007199254740992' });
    await world.seed.grant(big.user, rounded, FULL);
    for (const written of [accountId, `"${accountId}"`]) {
      const { body } = await createText(`"position_id":${big.positionId},"account_id":${written}`, big);
      assert.equal((await show(body.application_id, big)).account_id, accountId, written);
    }
    const { body, headers } = await createResource({ position_id: big.positionId }, big);
    const application_id = body.application_id as string;
    assert.equal((await show(application_id, big)).account_id, accountId);
    assert.equal(headers.location, pathOf('getApplication', { account_id: accountId, application_id }));
  });

  for (const id of ['9223372036854775808', '18446744073709551615']) {
    it(`knows no object of the well-formed id ${id}`, async () => {
      for (const written of [id, `"${id}"`]) {
        assert.equal((await createText(`"position_id":${written}`)).body.error_code, 12);
        const named = await createText(`"position_id":${partner.positionId},"account_id":${written}`);
        assert.equal(named.body.error_code, 12);
      }
    });
  }

  it('takes an id as a JSON integer', async () => {
    const { body } = await createText(`"position_id":${partner.positionId},"account_id":${partner.accountId}`);
    assert.equal(body.error_code, 0);
  });

  it('does not order a position for an account that may not', async () => {
    const other = await world.seed.partner();
    assert.equal((await create({ position_id: other.positionId })).body.error_code, 12);
  });

  const onResource: { name: string; send: object; status: number; code: number; pointer: string }[] = [
    { name: 'no position', send: { position_id: undefined }, status: 400, code: 10, pointer: '/position_id' },
    { name: 'an unknown key', send: { positon: 1 }, status: 400, code: 11, pointer: '/positon' },
    { name: 'the account in the body', send: { account_id: '1' }, status: 400, code: 11, pointer: '/account_id' },
    { name: 'the key in the body', send: { idempotency_key: 'k' }, status: 400, code: 11, pointer: '/idempotency_key' },
    { name: 'a missing language', send: { language_id: 'deu' }, status: 400, code: 11, pointer: '/language_id' },
    { name: 'a bad field', send: { fields: [{ n: 'a', v: {} }] }, status: 400, code: 11, pointer: '/fields/0/v' },
  ];
  for (const { name, send, status, code, pointer } of onResource) {
    it(`refuses ${name} on the resource face, with its place`, async () => {
      const reply = await createResource({ position_id: partner.positionId, ...send });
      assert.deepEqual([reply.status, reply.body.error_code], [status, code], reply.text);
      assert.ok(
        reply.body.errors.some((fault: { pointer: string }) => fault.pointer === pointer),
        reply.text,
      );
    });
  }
});
